import type { ServerResponse } from 'node:http'
import { RefusedError } from '../refusal.ts'

const EVERY_MS = 1000

/**
 * Ends an answer that is still being sent when its session ends, within a second or so: the browser then reports a
 * failed download. `check` refuses once the session is no longer live; a fault of ours does not end anyone's download.
 */
export function watchSession(raw: ServerResponse, check: () => Promise<void>): void {
  let asking = false
  const timer = setInterval(() => {
    if (raw.closed) return clearInterval(timer)
    if (asking) return
    asking = true
    check()
      .catch((error: unknown) => {
        if (error instanceof RefusedError) raw.destroy()
      })
      .finally(() => (asking = false))
  }, EVERY_MS)
  raw.once('close', () => clearInterval(timer))
}
