import { useEffect, useState } from 'react'
import { problemOf } from '../shared/call-endpoint.ts'

/** Seconds until a code may be sent again, where the refusal says until when; 0 otherwise. */
export function secondsToWait(error: unknown): number {
  const problem = problemOf(error)
  const until = problem.kind === 'refusal' ? Number(problem.refusal['until'] ?? 0) : 0
  return until === 0 ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000))
}

/** Seconds left of a waiting time that `start` begins, e.g. until a code may be sent again. */
export function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [now, setNow] = useState(0)
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (until === 0) return
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [until])
  const start = (seconds: number) => {
    const at = Date.now()
    setNow(at)
    setUntil(at + seconds * 1000)
  }
  return [left, start]
}
