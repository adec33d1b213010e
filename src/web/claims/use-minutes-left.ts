import { useEffect, useState } from 'react'

const EVERY = 15_000

/** Whole minutes until a moment, counted down while the page is open; undefined without one. */
export function useMinutesLeft(until: string | undefined): number | undefined {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY)
    return () => clearInterval(timer)
  }, [])
  return until === undefined ? undefined : Math.max(0, Math.ceil((Date.parse(until) - now) / 60_000))
}
