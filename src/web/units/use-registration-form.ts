import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { unitRefusals } from '../../contract/words/refusals-units.ts'
import {
  REGISTRATION_DOCUMENTS,
  type RegistrationField,
  type RegistrationSubject,
} from '../../domain/units/registration-fields.ts'
import { changedForm, judgeRegistration } from '../../domain/units/registration.ts'
import { afterPress } from '../ui/after-press.ts'
import type { ErrorLine } from '../ui/ErrorSummary.tsx'
import { words } from '../words/words.ts'
import { draftKeeper, type DraftKeeper, type Keeping, type Reasons, type RegistrationFields } from './draft-keeper.ts'
import { isRequired } from './registration-sections.ts'
import { useCreditCode, type CreditCodeVerdict } from './use-credit-code.ts'
import { useDocuments, type Documents } from './use-documents.ts'

export type Opened = {
  readonly token: string | undefined
  readonly fields: RegistrationFields
  readonly documents: readonly { readonly kind: RegistrationSubject; readonly name: string }[]
  readonly reasons: Reasons
  /** It has been submitted before, and has its number. */
  readonly returned: boolean
}

export type RegistrationForm = {
  readonly fields: RegistrationFields
  readonly change: (fields: Partial<RegistrationFields>) => void
  /** The field has been left: its problem may be shown from now on. */
  readonly leave: (field: RegistrationField) => void
  readonly errorOf: (subject: RegistrationSubject) => string | undefined
  /** Why the office returned the form here, and whether it has been touched since. */
  readonly returnedFor: (
    subject: RegistrationSubject,
  ) => { readonly text: string; readonly mended: boolean } | undefined
  readonly isLacking: (subject: RegistrationSubject) => boolean
  readonly verdict: CreditCodeVerdict
  readonly documents: Documents
  readonly keeper: DraftKeeper
  readonly keeping: Keeping
  readonly lines: readonly ErrorLine[]
  readonly attempt: number
  /** Judges and saves; resolves with true where the form is whole and right. */
  readonly ready: () => Promise<boolean>
}

/** The form 单位注册: judged as it is filled in, by the same rule as on the server, and saved as one goes. */
export function useRegistrationForm(opened: Opened): RegistrationForm {
  const [fields, setFields] = useState(opened.fields)
  // Two changes can come between two drawings of the page, e.g. a proposed user name while somebody types on.
  const current = useRef(opened.fields)
  const [left, setLeft] = useState<ReadonlySet<RegistrationSubject>>(new Set())
  const [changed, setChanged] = useState<ReadonlySet<RegistrationSubject>>(new Set())
  const [attempt, setAttempt] = useState(0)
  const [keeper] = useState(() => draftKeeper(opened.token, opened.fields, opened))
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.keeping)
  const note = (subject: RegistrationSubject) => setChanged((before) => new Set([...before, subject]))
  const documents = useDocuments(opened.documents, keeper, note)
  const verdict = useCreditCode(fields.creditCode ?? '')
  useEffect(() => {
    const save = () => void keeper.save().catch(() => undefined)
    window.addEventListener('pagehide', save)
    return () => window.removeEventListener('pagehide', save)
  }, [keeper])

  const { missing, problems } = judgeRegistration(fields, documents.present)
  const problemTexts = (now: Keeping) => {
    const told = now.problems.filter(({ field }) => isSame(now.saved, fields, field))
    return new Map<RegistrationSubject, string>([
      ...told.map(({ field, text }) => [field, text] as const),
      ...problems.map(({ field, refusal }) => [field, sentenceIn(unitRefusals, refusal)] as const),
      ...(verdict === 'registered' ? [['creditCode', words('units.registration.creditCodeKnown')] as const] : []),
    ])
  }
  const texts = problemTexts(keeping)
  const isMissing = (subject: RegistrationSubject) => missing.includes(subject)
  const returnedFor = (subject: RegistrationSubject) => {
    const reasons = opened.reasons.filter(({ field }) => field === subject).map(({ text }) => text)
    return reasons.length === 0 ? undefined : { text: reasons.join(' '), mended: changed.has(subject) }
  }
  const errorOf = (subject: RegistrationSubject) => {
    const problem = texts.get(subject)
    if (problem !== undefined && (left.has(subject) || attempt > 0)) return problem
    if (isMissing(subject) && attempt > 0) return missingSentence(subject)
    const returned = returnedFor(subject)
    return returned === undefined || returned.mended
      ? undefined
      : words('units.registration.returnedReason', { text: returned.text })
  }
  const lacking = [...missing, ...texts.keys()]
  return {
    fields,
    change: (change) => {
      const next = changedForm(current.current, change)
      current.current = next
      setFields(next)
      for (const field of Object.keys(change) as RegistrationField[]) note(field)
      keeper.change(next)
    },
    leave: (field) => setLeft((before) => new Set([...before, field])),
    errorOf,
    returnedFor,
    isLacking: (subject) => lacking.includes(subject),
    verdict,
    documents,
    keeper,
    keeping,
    lines: attempt === 0 ? [] : [...new Set(lacking)].map((field) => lineOf(field, texts.get(field))),
    attempt,
    ready: async () => {
      setAttempt((count) => count + 1)
      if (lacking.length > 0) return false
      const now = await keeper.save()
      return problemTexts(now).size === 0
    },
  }
}

function isSame(saved: RegistrationFields, now: RegistrationFields, subject: RegistrationSubject): boolean {
  return subject in saved && saved[subject as RegistrationField] === now[subject as RegistrationField]
}

function missingSentence(subject: RegistrationSubject): string {
  if (REGISTRATION_DOCUMENTS.some((kind) => kind === subject)) return words('units.registration.documentMissing')
  return words(subject === 'kind' || subject === 'agencyId' ? 'ui.choose' : 'form.fill')
}

function lineOf(field: RegistrationSubject, problem: string | undefined): ErrorLine {
  const message = problem ?? missingSentence(field)
  return { field, message: words('form.line', { label: REGISTRATION_WORDS[field], message }) }
}

/** What a text field of the kit needs of the form. */
export function labelled(form: RegistrationForm, field: RegistrationField) {
  return {
    id: field,
    label: REGISTRATION_WORDS[field],
    required: isRequired(field),
    error: form.errorOf(field),
    onBlur: () => afterPress(() => form.leave(field)),
  }
}
