import type { Decision, Refusal } from '../domain/shared/decision.ts'
import type { RefusalCode } from '../contract/words/refusals.ts'

/** A refusal that travels: code, which must have its sentence, and the facts that the sentence prints. */
export type SpokenRefusal = { readonly code: RefusalCode; readonly [fact: string]: string | number }

/** The one exception that rolls a transaction back because business said no; answered as 4xx, never logged as fault. */
export class RefusedError extends Error {
  readonly refusal: SpokenRefusal

  constructor(refusal: SpokenRefusal) {
    super(refusal.code)
    this.name = 'RefusedError'
    this.refusal = refusal
  }
}

/** The value of an accepted decision; a refusal becomes the exception that rolls back. */
export function accepted<T, R extends SpokenRefusal & Refusal>(decision: Decision<T, R>): T {
  if (decision.ok) return decision.value
  throw new RefusedError(decision.refusal)
}

/** Refuses outright, for what no rule of the domain decides (not found, lost races). */
export function refused(refusal: SpokenRefusal): never {
  throw new RefusedError(refusal)
}

/** What was looked up, or the one neutral answer for rows that do not exist and rows of others. */
export function found<T>(value: T | undefined | null): T {
  return value ?? refused({ code: 'not-found' })
}

/**
 * A no that must be remembered: the command's transaction commits (failed sign-ins, code tries), and the answer is
 * still a refusal. Such a handler returns this instead of throwing.
 */
export class KeptRefusal {
  readonly refusal: SpokenRefusal

  constructor(refusal: SpokenRefusal) {
    this.refusal = refusal
  }
}
