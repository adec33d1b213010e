import { useState } from 'react'
import type { RegistrationSubject } from '../../domain/units/registration-fields.ts'

export type ReviewReasons = {
  readonly all: readonly { readonly field: RegistrationSubject; readonly text: string }[]
  readonly textOf: (field: RegistrationSubject) => string | undefined
  /** Points at a field, or changes what is wrong with it. */
  readonly set: (field: RegistrationSubject, text: string) => void
  readonly remove: (field: RegistrationSubject) => void
}

/** What a reviewer has found wrong so far, field by field; it becomes the applicant's to-do list. */
export function useReviewReasons(): ReviewReasons {
  const [reasons, setReasons] = useState<ReadonlyMap<RegistrationSubject, string>>(new Map())
  return {
    all: [...reasons].map(([field, text]) => ({ field, text })),
    textOf: (field) => reasons.get(field),
    set: (field, text) => setReasons((now) => new Map([...now, [field, text]])),
    remove: (field) => setReasons((now) => new Map([...now].filter(([other]) => other !== field))),
  }
}
