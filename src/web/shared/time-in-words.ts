import { instantOf, shanghaiTime } from '../../domain/shared/time.ts'

/** `2026-11-22 09:12` on the clocks of Shanghai, from a timestamp of the contract. */
export function timeInWords(timestamp: string): string {
  return shanghaiTime(instantOf(Date.parse(timestamp))).slice(0, 16)
}

/** Only its day: `2026-11-22`. */
export function dayInWords(timestamp: string): string {
  return timeInWords(timestamp).slice(0, 10)
}
