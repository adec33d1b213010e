import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { Instant } from '../shared/time.ts'

/** Who has taken a subject from its pool, and until when. */
export type Hold = { readonly accountId: string; readonly name: string; readonly until: Instant }

/** Minutes that a subject stays with whoever took it, unless they go on working or an office set otherwise. Source: decisions, "Who enters". */
export const HOLD_MINUTES = 60

/** A hold that has run out is no hold: the subject is back in the pool without anybody doing anything. */
export function liveHold(hold: Hold | undefined, now: Instant): Hold | undefined {
  return hold && hold.until > now ? hold : undefined
}

export type NotHeldRefusal = { code: 'held-by-other'; name: string } | { code: 'not-taken' }

/** Whether this account may decide now: only its holder may, so that two never decide the same subject. */
export function judgeHold(hold: Hold | undefined, accountId: string, now: Instant): Decision<Hold, NotHeldRefusal> {
  const live = liveHold(hold, now)
  if (!live) return refuse({ code: 'not-taken' })
  return live.accountId === accountId ? accept(live) : refuse({ code: 'held-by-other', name: live.name })
}
