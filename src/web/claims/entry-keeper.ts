import type { saveClaimEntry } from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { askedFor, callFailed, newAttempt, problemOf, refusalCode } from '../shared/call-endpoint.ts'
import { sendableEntry } from './sendable-entry.ts'

type Saved = OutputOf<typeof saveClaimEntry>
type Told = Saved['missing'][number]

export type Keeping = {
  readonly entry: ClaimEntry
  readonly version: number
  readonly entryVersion: number
  /** `lost`: somebody else has the case, or saved it elsewhere; nothing is sent any more. */
  readonly state: 'loaded' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'lost'
  readonly error: unknown
  readonly savedAt: number | undefined
  readonly missing: readonly Told[]
  readonly findings: readonly Told[]
  readonly heldUntil: string | undefined
}

export type EntryKeeper = {
  readonly subscribe: (listener: () => void) => () => void
  readonly keeping: () => Keeping
  /** Takes a change of what is entered and saves it a moment later, together with what follows. */
  readonly change: (change: (entry: ClaimEntry) => ClaimEntry) => void
  /** Saves at once what is not saved yet; `renew` also where nothing is, to keep the case. Throws `CallFailed`. */
  readonly save: (renew?: boolean) => Promise<Keeping>
  /**
   * Takes over what the server says of the entry as it has it. Where that is another one than this page has, because it was
   * saved elsewhere, nothing is taken over: what is typed here stays to be copied, or the case is to be opened anew.
   */
  readonly judged: (by: Assessed) => Promise<'current' | 'elsewhere' | 'lost'>
  /** Sends what is not saved yet where that still can succeed: the page is left, or the line is back. */
  readonly flush: () => Promise<void>
  /** Nothing is sent any more: the case is submitted. */
  readonly stop: () => void
}

const SOON = 1_200
const nothing = () => undefined
/** Refusals after which another try would be refused as well. */
const LOST = ['held-by-other', 'not-taken', 'left-pool', 'claim-step-not-allowed', 'entry-changed', 'not-found']

type Assessed = Pick<Keeping, 'version' | 'entryVersion' | 'missing' | 'findings'>
type Sending = { readonly version: number; readonly entry: ClaimEntry; readonly attempt: string }
type Send = (version: number, entry: ClaimEntry, attempt: string) => Promise<Saved>

/** Whether a save may have been kept although its answer did not come. */
function isUnknown(error: unknown): boolean {
  const problem = problemOf(error)
  return problem.kind === 'offline' || problem.kind === 'fault' || askedFor(problem) !== undefined
}

/** Keeps the entry of a case on the server as it is typed: one save at a time, the last state wins. */
export function entryKeeper(
  first: Pick<Keeping, 'entry' | 'version' | 'entryVersion' | 'heldUntil'>,
  send: Send,
): EntryKeeper {
  const listeners = new Set<() => void>()
  let now: Keeping = { ...first, state: 'loaded', error: null, savedAt: undefined, missing: [], findings: [] }
  let dirty = false
  let running: Promise<Keeping> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  /** A save whose answer was lost: it is repeated as it was, so that one that was kept is not taken for somebody else's. */
  let unanswered: Sending | undefined
  const tell = (change: Partial<Keeping>) => {
    now = { ...now, ...change }
    for (const listener of listeners) listener()
  }
  const run = async () => {
    for (let renewing = true; dirty || renewing; renewing = false) {
      const again = unanswered
      const sending = again ?? { version: now.version, entry: sendableEntry(now.entry), attempt: newAttempt() }
      dirty = false
      tell({ state: 'saving' })
      try {
        const saved = await send(sending.version, sending.entry, sending.attempt)
        unanswered = undefined
        if (again && JSON.stringify(sendableEntry(now.entry)) !== JSON.stringify(again.entry)) dirty = true
        tell({ ...saved, state: dirty ? 'saving' : 'saved', error: null, savedAt: Date.now() })
      } catch (error) {
        dirty = true
        unanswered = isUnknown(error) ? sending : undefined
        tell({ state: LOST.includes(refusalCode(error) ?? '') ? 'lost' : 'failed', error })
        throw error
      }
    }
    return now
  }
  const save = async (renew = false): Promise<Keeping> => {
    clearTimeout(timer)
    if (running) {
      await running
      return dirty ? save() : now
    }
    if (!dirty && !renew) return now
    running = run().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    keeping: () => now,
    change: (change) => {
      dirty = true
      tell({ entry: change(now.entry), ...(now.state !== 'lost' && now.state !== 'saving' && { state: 'unsaved' }) })
      clearTimeout(timer)
      if (now.state !== 'lost' && !stopped) timer = setTimeout(() => void save().catch(nothing), SOON)
    },
    save,
    judged: async ({ version, entryVersion, missing, findings }) => {
      await running?.catch(nothing)
      if (now.state === 'lost') return 'lost'
      // Read before the last save, or after one whose answer is still out.
      if (version < now.version || unanswered !== undefined) return 'current'
      if (version === now.version) {
        tell({ entryVersion, missing, findings })
        return 'current'
      }
      if (!dirty) return 'elsewhere'
      clearTimeout(timer)
      tell({ state: 'lost', error: await callFailed({ kind: 'refusal', refusal: { code: 'entry-changed' } }) })
      return 'lost'
    },
    flush: async () => {
      clearTimeout(timer)
      if (now.state !== 'lost' && !stopped) await save().then(nothing, nothing)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
