import type { saveClaimEntry } from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { refusalCode } from '../shared/call-endpoint.ts'
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
  /** Takes over what another command answered. */
  readonly adopt: (change: Partial<Keeping>) => void
  /** Sends what is not saved yet where that still can succeed: the page is left, or the line is back. */
  readonly flush: () => Promise<void>
  /** Nothing is sent any more: the case is submitted. */
  readonly stop: () => void
}

const SOON = 1_200
const nothing = () => undefined
/** Refusals after which another try would be refused as well. */
const LOST = ['held-by-other', 'not-taken', 'left-pool', 'claim-step-not-allowed', 'entry-changed', 'not-found']

type Send = (version: number, entry: ClaimEntry) => Promise<Saved>

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
  const tell = (change: Partial<Keeping>) => {
    now = { ...now, ...change }
    for (const listener of listeners) listener()
  }
  const run = async () => {
    for (let renewing = true; dirty || renewing; renewing = false) {
      dirty = false
      tell({ state: 'saving' })
      try {
        const saved = await send(now.version, sendableEntry(now.entry))
        tell({ ...saved, state: dirty ? 'saving' : 'saved', error: null, savedAt: Date.now() })
      } catch (error) {
        dirty = true
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
    adopt: tell,
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
