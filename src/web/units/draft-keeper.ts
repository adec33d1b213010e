import type * as z from 'zod/mini'
import type { OutputOf } from '../../contract/endpoint.ts'
import { saveDraft, startRegistration, type registrationFields } from '../../contract/registration.ts'
import { callEndpoint, refusalCode } from '../shared/call-endpoint.ts'
import { keepDraft } from './registration-draft.ts'

export type RegistrationFields = z.infer<typeof registrationFields>
export type Reasons = OutputOf<typeof saveDraft>['problems']

export type Keeping = {
  readonly state: 'unsaved' | 'saving' | 'saved' | 'failed'
  readonly error: unknown
  /** Token of the draft, once there is one. */
  readonly token: string | undefined
  /** What was saved last, and what the server found wrong with it. */
  readonly saved: RegistrationFields
  readonly problems: Reasons
  /** How often the draft lapsed while the page was open and another one was begun: its documents are gone. */
  readonly renewed: number
  /** The returned registration is mended elsewhere by now: nothing is saved here any more. */
  readonly elsewhere: boolean
}

export type DraftKeeper = {
  readonly subscribe: (listener: () => void) => () => void
  readonly keeping: () => Keeping
  /** Saves these fields a moment later, together with what changes until then. */
  readonly change: (fields: RegistrationFields) => void
  /** Saves at once what is not saved yet. Throws `CallFailed`. */
  readonly save: () => Promise<Keeping>
  /** Token of the draft; the first call opens one. Throws `CallFailed`. */
  readonly token: () => Promise<string>
}

const SOON = 800
/** What was typed last goes out where the page is left meanwhile; the fields are few and short. */
const OUTLIVING = { keepalive: true }

/**
 * Keeps a registration's draft on the server as it is filled in: one save at a time, the last state wins. A new draft
 * that lapsed goes on in another; one that was `returned` has a number and never becomes a second registration.
 */
export function draftKeeper(
  known: string | undefined,
  saved: RegistrationFields,
  { returned = false } = {},
): DraftKeeper {
  const listeners = new Set<() => void>()
  const state = known === undefined ? 'unsaved' : 'saved'
  let now: Keeping = { state, error: null, token: known, saved, problems: [], renewed: 0, elsewhere: false }
  let waiting: RegistrationFields | undefined
  let running: Promise<Keeping> | undefined
  let starting: Promise<string> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (change: Partial<Keeping>) => {
    now = { ...now, ...change }
    for (const listener of listeners) listener()
  }
  const start = async () => {
    const { draft } = await callEndpoint(startRegistration, {})
    keepDraft({ token: draft })
    tell({ token: draft })
    return draft
  }
  const token = async () => {
    if (now.token !== undefined) return now.token
    starting ??= start().finally(() => {
      starting = undefined
    })
    return starting
  }
  const send = async (fields: RegistrationFields) => {
    try {
      return await callEndpoint(saveDraft, { draft: await token(), fields }, OUTLIVING)
    } catch (error) {
      if (refusalCode(error) !== 'draft-expired') throw error
      if (returned) {
        tell({ elsewhere: true })
        throw error
      }
      tell({ token: undefined, renewed: now.renewed + 1 })
      return callEndpoint(saveDraft, { draft: await token(), fields }, OUTLIVING)
    }
  }
  const run = async () => {
    while (waiting !== undefined) {
      const fields: RegistrationFields = waiting
      waiting = undefined
      tell({ state: 'saving' })
      try {
        const { problems } = await send(fields)
        tell({ state: waiting === undefined ? 'saved' : 'saving', error: null, saved: fields, problems })
      } catch (error) {
        waiting ??= fields
        tell({ state: 'failed', error })
        throw error
      }
    }
    return now
  }
  const save = () => {
    clearTimeout(timer)
    running ??= run().finally(() => {
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
    change: (fields) => {
      waiting = fields
      clearTimeout(timer)
      timer = setTimeout(() => void save().catch(() => undefined), SOON)
    },
    save,
    token,
  }
}
