import { useState } from 'react'
import { saveRegistrationReviewDraft } from '../../contract/registration-review.ts'
import type { RegistrationSubject } from '../../domain/units/registration-fields.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import type { SaveState } from '../shared/save-soon.ts'
import { useSaveSoon } from '../shared/use-save-soon.ts'
import type { OpenedRegistration } from './use-opened-registration.ts'

type Reason = { readonly field: RegistrationSubject; readonly text: string }

export type ReviewReasons = {
  readonly all: readonly Reason[]
  readonly keeping: SaveState
  readonly textOf: (field: RegistrationSubject) => string | undefined
  /** Points at a field, or changes what is wrong with it. */
  readonly set: (field: RegistrationSubject, text: string) => void
  readonly remove: (field: RegistrationSubject) => void
  /** While the registration is being decided nothing is kept any more; resolves once nothing is on its way. */
  readonly decided: () => Promise<void>
  /** It was not decided after all. */
  readonly undecided: () => void
}

/** Each field is pointed at once, so that all of them fit into a request that outlives its page. */
const OUTLIVING = { keepalive: true }

/**
 * What a reviewer has found wrong so far, field by field; it becomes the applicant's to-do list. It is kept on the
 * server as one goes, and begins with what was kept before.
 */
export function useReviewReasons({ id, draft }: OpenedRegistration): ReviewReasons {
  const [all, setAll] = useState<readonly Reason[]>(draft)
  const saver = useSaveSoon((reasons: readonly Reason[]) =>
    callEndpoint(saveRegistrationReviewDraft, { id, reasons: [...reasons] }, OUTLIVING),
  )
  const put = (next: readonly Reason[]) => {
    setAll(next)
    saver.change(next)
  }
  const textOf = (field: RegistrationSubject) => all.find((reason) => reason.field === field)?.text
  return {
    all,
    keeping: saver.state,
    textOf,
    set: (field, text) =>
      put(
        textOf(field) === undefined
          ? [...all, { field, text }]
          : all.map((reason) => (reason.field === field ? { field, text } : reason)),
      ),
    remove: (field) => put(all.filter((reason) => reason.field !== field)),
    decided: saver.forget,
    undecided: () => put(all),
  }
}
