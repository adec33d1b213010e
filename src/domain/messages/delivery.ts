import { accept, refuse, type Decision } from '../shared/decision.ts'
import { addMinutes, addSeconds, type Instant } from '../shared/time.ts'
import { MESSAGES, type MessageKind } from './templates.ts'

/**
 * queued → sending → sent, or back to queued for a later try, or failed once it says nothing useful any more. A sender that died or heard nothing between
 * handing over and noting leaves it unknown: then it is sent once more under the same id, and only then given up. A
 * doubt stays until a try succeeds: clean failures after it leave the message unknown.
 */
export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export type Delivery = {
  readonly kind: MessageKind
  readonly at: Instant
  readonly state: DeliveryState
  /** Tries begun, the present one included. */
  readonly attempts: number
  /** When it may be tried next; while it is being sent, until when its sender is trusted to be alive. */
  readonly nextAttemptAt: Instant | null
  readonly lastError: string | null
  readonly providerId: string | null
}

export type DeliveryOutcome =
  | { readonly kind: 'sent'; readonly providerId: string }
  | { readonly kind: 'retry' | 'refused' | 'unknown'; readonly reason: string }

export type Beginning =
  | { readonly do: 'send'; readonly delivery: Delivery }
  | { readonly do: 'give-up'; readonly delivery: Delivery }
  | { readonly do: 'wait'; readonly until: Instant }
  | { readonly do: 'nothing' }

const SENDER_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 3_600
const UNKNOWN = 'outcome-unknown'

/** Whether nothing more will be done about a message, so that its variables can be wiped. */
export function isSettled({ state, nextAttemptAt }: Pick<Delivery, 'state' | 'nextAttemptAt'>): boolean {
  return state === 'sent' || state === 'failed' || (state === 'unknown' && nextAttemptAt === null)
}

/** How far a message is for whoever waits for it; after the last three nothing more happens by itself. */
export const PROGRESSES = ['under-way', 'retrying', 'sent', 'undelivered', 'doubtful'] as const
export type Progress = (typeof PROGRESSES)[number]

export function progressOf(delivery: Pick<Delivery, 'state' | 'nextAttemptAt' | 'lastError'>): Progress {
  const { state, lastError } = delivery
  if (!isSettled(delivery)) return lastError === null ? 'under-way' : 'retrying'
  return state === 'sent' ? 'sent' : state === 'failed' ? 'undelivered' : 'doubtful'
}

/** Only what nothing more happens about is sent again: two copies under way would be one too many. */
export function judgeResend(
  delivery: Pick<Delivery, 'state' | 'nextAttemptAt'>,
): Decision<'again', { code: 'message-under-way' }> {
  return isSettled(delivery) ? accept('again') : refuse({ code: 'message-under-way' })
}

function lapses({ kind, at }: Delivery): Instant {
  return addMinutes(at, MESSAGES[kind].usefulMinutes)
}

function settled(delivery: Delivery, state: 'failed' | 'unknown', lastError: string): Delivery {
  return { ...delivery, state, nextAttemptAt: null, lastError }
}

/** Why a message was given up that whoever wanted it sent wants no more: nobody has to go after it. */
export const WITHDRAWN = 'withdrawn'

/** A message that shall not go out any more; where it is just being sent or was in doubt, it may have. */
export function withdraw(delivery: Delivery): Delivery {
  if (isSettled(delivery)) return delivery
  return settled(delivery, delivery.state === 'queued' ? 'failed' : 'unknown', WITHDRAWN)
}

/** What a worker does with a message it was handed: send it now, wait, give it up, or nothing more. */
export function beginDelivery(delivery: Delivery, now: Instant): Beginning {
  if (isSettled(delivery)) return { do: 'nothing' }
  const { state, attempts, nextAttemptAt } = delivery
  if (nextAttemptAt !== null && nextAttemptAt > now) return { do: 'wait', until: nextAttemptAt }
  const doubtful = state === 'sending' || state === 'unknown'
  if (lapses(delivery) <= now)
    return { do: 'give-up', delivery: settled(delivery, doubtful ? 'unknown' : 'failed', 'too-late') }
  const lastError = doubtful ? UNKNOWN : delivery.lastError
  const trusted = addSeconds(now, SENDER_SECONDS)
  return {
    do: 'send',
    delivery: { ...delivery, state: 'sending', attempts: attempts + 1, nextAttemptAt: trusted, lastError },
  }
}

/** Seconds before the next try: 5, 10, 20 … at most an hour. Only the lapse ends tries: an outage may last a weekend. */
function pauseAfter(attempts: number): number {
  return Math.min(5 * 2 ** (attempts - 1), LONGEST_PAUSE_SECONDS)
}

/** The message after one try, by what the gateway says became of it. */
export function endDelivery(delivery: Delivery, outcome: DeliveryOutcome, now: Instant): Delivery {
  if (outcome.kind === 'sent')
    return { ...delivery, state: 'sent', nextAttemptAt: null, lastError: null, providerId: outcome.providerId }
  const again = addSeconds(now, pauseAfter(delivery.attempts))
  const lastChance = lapses(delivery) <= again
  const doubted = delivery.lastError === UNKNOWN
  const doubtful = doubted || outcome.kind === 'unknown'
  const twiceInDoubt = doubted && outcome.kind === 'unknown'
  if (outcome.kind === 'refused' || lastChance || twiceInDoubt)
    return settled(delivery, doubtful ? 'unknown' : 'failed', outcome.reason)
  return { ...delivery, state: doubtful ? 'unknown' : 'queued', nextAttemptAt: again, lastError: outcome.reason }
}
