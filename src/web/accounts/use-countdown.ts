import { useEffect, useState } from 'react'
import { problemOf } from '../shared/call-endpoint.ts'

/** Seconds until a code may be sent again, where the refusal says how long; 0 otherwise. */
export function secondsToWait(error: unknown): number {
  const problem = problemOf(error)
  return problem.kind === 'refusal' ? Number(problem.refusal['seconds'] ?? 0) : 0
}

/**
 * Seconds left of a waiting time that `start` begins, e.g. until a code may be sent again; by no clock that may be wrong
 * or set meanwhile.
 */
export function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [now, setNow] = useState(0)
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (until === 0) return
    const timer = setInterval(() => {
      setNow(performance.now())
      if (performance.now() >= until) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [until])
  const start = (seconds: number) => {
    const at = performance.now()
    setNow(at)
    setUntil(at + seconds * 1000)
  }
  return [left, start]
}
