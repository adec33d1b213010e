import { useCallback, useEffect, useRef } from 'react'

/** A function that stays the same between drawings and always does what the newest one would: for memoised children. */
export function useLatest<Arguments extends readonly unknown[], Answer>(
  act: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  return useCallback((...given: Arguments) => latest.current(...given), [])
}
