import { useCallback, useEffect, useRef, useState } from 'react'

const WINDOW = 200
/** So many rows before and after those in sight are fetched as well: a scroll meets rows, not gaps that are filled later. */
const AHEAD = 120

export type RowWindows<Row> = {
  readonly rowAt: (index: number) => Row | undefined
  /** Tells which rows are in sight, so that their windows are fetched. */
  readonly onRange: (from: number, to: number) => void
  /** Puts one row anew, e.g. after it was corrected. */
  readonly replace: (index: number, row: Row) => void
  readonly failed: unknown
  readonly retry: () => void
}

/**
 * Rows of a long list by number, fetched in windows of 200 as they come into sight. Another `dataKey` (filter,
 * deletion) forgets all of them; old rows stay until the new ones are there.
 */
export function useRowWindows<Row>(
  dataKey: string,
  fetchRows: (offset: number, limit: number) => Promise<readonly Row[]>,
): RowWindows<Row> {
  const rows = useRef(new Map<number, Row>())
  const asked = useRef(new Set<number>())
  const range = useRef<readonly [number, number]>([0, WINDOW - 1])
  const fetching = useRef(fetchRows)
  const generation = useRef(0)
  const [failed, setFailed] = useState<unknown>()
  const [, drawAgain] = useState(0)
  useEffect(() => {
    fetching.current = fetchRows
  })
  const load = useCallback(async (window: number) => {
    const mine = generation.current
    asked.current.add(window)
    try {
      const got = await fetching.current(window * WINDOW, WINDOW)
      if (mine !== generation.current) return
      got.forEach((row, index) => rows.current.set(window * WINDOW + index, row))
      setFailed(undefined)
      const [from, to] = range.current
      // What is not in sight yet is drawn when it comes into sight.
      if (to < window * WINDOW || from >= (window + 1) * WINDOW) return
    } catch (error) {
      if (mine !== generation.current) return
      asked.current.delete(window)
      setFailed(error)
    }
    drawAgain((count) => count + 1)
  }, [])
  const onRange = useCallback(
    (from: number, to: number) => {
      range.current = [from, to]
      const first = Math.floor(Math.max(0, from - AHEAD) / WINDOW)
      for (let window = first; window <= Math.floor((to + AHEAD) / WINDOW); window++) {
        if (!asked.current.has(window)) void load(window)
      }
    },
    [load],
  )
  const retry = useCallback(() => onRange(...range.current), [onRange])
  const shownKey = useRef<string>(undefined)
  useEffect(() => {
    if (shownKey.current === dataKey) return
    shownKey.current = dataKey
    generation.current++
    asked.current.clear()
    const old = rows.current
    rows.current = new Map([...old].filter(([index]) => index >= range.current[0] && index <= range.current[1]))
    onRange(...range.current)
  }, [dataKey, onRange])
  return {
    rowAt: (index) => rows.current.get(index),
    onRange,
    replace: (index, row) => {
      rows.current.set(index, row)
      drawAgain((count) => count + 1)
    },
    failed,
    retry,
  }
}
