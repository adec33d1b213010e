import { getEnrolment, type enrolmentDetail } from '../../contract/enrolment.ts'
import type * as z from 'zod/mini'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { reasonsOf, words } from '../words/words.ts'

export type EnrolmentDetail = z.infer<typeof enrolmentDetail>
export type Attachment = EnrolmentDetail['attachments'][number]
export type ChosenPlan = EnrolmentDetail['plans'][number]
export type ReturnReason = EnrolmentDetail['returnReasons'][number]
export type Finding = EnrolmentDetail['missing'][number]
export type EnrolmentStep = ReturnReason['step']

export const STEPS = ['plans', 'roster', 'submission'] as const satisfies readonly EnrolmentStep[]

export function useEnrolment(id: string): ReturnType<typeof useEndpointQuery<typeof getEnrolment>> {
  return useEndpointQuery(getEnrolment, { id })
}

export function pathOfStep(id: string, step: EnrolmentStep): string {
  return `/enrolments/${id}/${step === 'roster' ? 'rosters' : step}`
}

/** Id of the element that a reason or a finding is about, on the page of its step. */
export function fieldOf({ step, planCode, field }: Pick<ReturnReason, 'step' | 'planCode' | 'field'>): string {
  if (field !== null) return step === 'plans' && planCode !== null ? `${field}-${planCode}` : field
  if (planCode !== null) return `${step === 'plans' ? 'shares' : 'roster'}-${planCode}`
  return step
}

const fieldOfCode = new Map([
  ['staff-missing', 'staffCount'],
  ['women-missing', 'womenCount'],
  ['women-exceed-staff', 'womenCount'],
  ['social-insurance-missing', 'social-insurance'],
  ['over-age-proof-missing', 'over-age'],
  ['contribution-changed', 'contribution'],
])

/** Where what is missing can be supplied. */
export function placeOf(id: string, finding: Finding): { readonly to: string; readonly hash: string } {
  const { code, step, planCode } = finding
  return { to: pathOfStep(id, step), hash: fieldOf({ step, planCode, field: fieldOfCode.get(code) ?? null }) }
}

/** Sentences of a return about one element of a step, joined for the field. */
export function reasonsAbout(enrolment: EnrolmentDetail, step: EnrolmentStep, field: string): string | undefined {
  const found = enrolment.returnReasons.filter((reason) => reason.step === step && fieldOf(reason) === field)
  return found.length === 0 ? undefined : reasonsOf(found.map(sentenceOfReason))
}

/** What a return asks for, with the person's name where it is about one. */
export function sentenceOfReason({ personName, text }: Pick<ReturnReason, 'personName' | 'text'>): string {
  return personName === null ? text : words('form.line', { label: personName, message: text })
}

/** People whom a return points at in one roster. */
export function peopleAskedFor(enrolment: EnrolmentDetail, planCode: string): readonly ReturnReason[] {
  return enrolment.returnReasons.filter((reason) => reason.personId !== null && reason.planCode === planCode)
}
