import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { returnEnrolment } from '../../contract/enrolment-review.ts'
import { getReviewDraft, saveReviewDraft } from '../../contract/enrolment-review-draft.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import type { SaveState } from '../shared/save-soon.ts'
import { useOpened } from '../shared/use-opened.ts'
import { useSaveSoon } from '../shared/use-save-soon.ts'
import { words } from '../words/words.ts'
import type { EnrolmentDetail, EnrolmentStep, ReturnReason } from './enrolment-detail.ts'
import type { Person } from './person-cells.ts'

/** Characters that a reason may have. */
const MOST = 500

/** A reason being written; `place` says what it points at: a step, a plan in it, a field, or a person. */
export type DraftReason = {
  readonly key: number
  readonly place: string
  readonly planCode: string | undefined
  readonly person: { readonly id: string; readonly name: string } | undefined
  readonly text: string
}

export type ReturnDraft = {
  readonly reasons: readonly DraftReason[]
  readonly keeping: SaveState
  /** While the enrolment is being decided nothing is kept any more: it would come too late. Resolves once nothing is on its way. */
  readonly decided: () => Promise<void>
  /** It was not decided after all. */
  readonly undecided: () => void
  readonly add: () => void
  readonly addCheck: (check: { readonly code: string; readonly sentence: string }) => void
  readonly addPerson: (person: Person, planCode: string) => void
  readonly change: (key: number, change: Partial<Pick<DraftReason, 'place' | 'text'>>) => void
  readonly remove: (key: number) => void
}

type Place = {
  readonly value: string
  readonly label: string
  readonly step: EnrolmentStep
  readonly planCode?: string
  readonly field?: string
}

/** What a reason may point at, in the order of the steps. */
export function placesOf({ plans }: EnrolmentDetail): readonly Place[] {
  const inStep = (step: EnrolmentStep, what?: string) =>
    what === undefined ? words(`enrolment.step.${step}`) : `${words(`enrolment.step.${step}`)} · ${what}`
  const ofPlans = (step: 'plans' | 'roster') =>
    plans.map(({ planCode, name }) => ({ value: `${step} ${planCode}`, label: inStep(step, name), step, planCode }))
  const field = (step: EnrolmentStep, field: string, what: string) => ({
    value: field,
    label: inStep(step, what),
    step,
    field,
  })
  return [
    { value: 'plans', label: inStep('plans'), step: 'plans' },
    ...ofPlans('plans'),
    ...ofPlans('roster'),
    field('roster', 'staffCount', words('enrolment.staffCount')),
    field('roster', 'womenCount', words('enrolment.womenCount')),
    field('submission', 'social-insurance', words('enrolment.attachment.social-insurance')),
    field('submission', 'over-age', words('enrolment.attachment.over-age')),
    field('submission', 'other', words('enrolment.attachment.other')),
    field('submission', 'explanation', words('enrolment.explanation')),
  ]
}

/** Where a failed check is to be mended. */
const placeOfCheck = new Map([
  ['rules', 'plans'],
  ['staff-change', 'staffCount'],
  ['over-age', 'over-age'],
])

type Sent = InputOf<typeof returnEnrolment>['reasons'][number]
/** A request that outlives its page may hold 64 KB at most: so many reasons fit, whatever they say. */
const OUTLIVING = 30

type KeptReasons = OutputOf<typeof getReviewDraft>

/** A reason as the contract takes it. */
export function sentReason({ place, planCode, person, text }: DraftReason, enrolment: EnrolmentDetail): Sent {
  if (person !== undefined && planCode !== undefined) {
    return { step: 'roster', planCode, personId: person.id, text: text.trim() }
  }
  const found = placesOf(enrolment).find(({ value }) => value === place)
  return {
    step: found?.step ?? 'submission',
    ...(found?.planCode !== undefined && { planCode: found.planCode }),
    ...(found?.field !== undefined && { field: found.field }),
    text: text.trim(),
  }
}

/** A reason that was kept, as it is written on. */
function draftOf({ step, planCode, field, personId, personName, text }: ReturnReason, key: number): DraftReason {
  const place = field ?? (planCode === null ? step : `${step} ${planCode}`)
  const person = personId === null ? undefined : { id: personId, name: personName ?? '' }
  return { key, place, planCode: planCode ?? undefined, person, text }
}

/**
 * The reasons of a return while they are gathered, from checks, from people of the roster, or written freely. They are
 * kept on the server as one goes, and begin with what was kept before.
 */
export function useReturnDraft(enrolment: EnrolmentDetail, kept: readonly ReturnReason[]): ReturnDraft {
  const { id } = enrolment
  const [reasons, setReasons] = useState<readonly DraftReason[]>(() => kept.map(draftOf))
  const [count, setCount] = useState(kept.length)
  const saver = useSaveSoon((sent: readonly Sent[]) =>
    callEndpoint(saveReviewDraft, { id, reasons: [...sent] }, { keepalive: sent.length <= OUTLIVING }),
  )
  const set = (next: readonly DraftReason[]) => {
    setReasons(next)
    saver.change(next.map((reason) => sentReason(reason, enrolment)))
  }
  const put = (reason: Omit<DraftReason, 'key'>) => {
    setCount(count + 1)
    set([...reasons, { ...reason, key: count }])
  }
  const plain = { planCode: undefined, person: undefined }
  return {
    reasons,
    keeping: saver.state,
    decided: saver.forget,
    undecided: () => set(reasons),
    add: () => put({ ...plain, place: 'social-insurance', text: '' }),
    addCheck: ({ code, sentence }) =>
      put({ ...plain, place: placeOfCheck.get(code) ?? 'explanation', text: sentence.slice(0, MOST) }),
    addPerson: ({ id, name }, planCode) => put({ place: '', planCode, person: { id, name }, text: '' }),
    change: (key, change) => set(reasons.map((reason) => (reason.key === key ? { ...reason, ...change } : reason))),
    remove: (key) => set(reasons.filter((reason) => reason.key !== key)),
  }
}

/**
 * What the reader has gathered about an enrolment before; read once, since from then on the page knows better. In a review
 * it names people in full, which needs it opened before: `enabled` then.
 */
export function useKeptReasons(id: string, enabled = true): UseQueryResult<KeptReasons> {
  return useOpened(getReviewDraft, { id }, { enabled })
}
