import { addDays, type CalendarDate } from '../shared/calendar-date.ts'
import type { BenefitTerms, CommonTerms } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import { claimDeadline, countsFromDischarge } from './claim-deadline.ts'
import { paysOncePerEvent } from './days-held.ts'

/** A cover as 受理 judges it; first and last day are inside. */
export type ClaimableCover = {
  readonly effectiveOn: CalendarDate
  readonly endsOn: CalendarDate
  readonly continuousSince: CalendarDate
}

/** What other claims did under the cover: money that is paid or reserved, by kind and day of the event. */
export type UsedBenefit = { readonly kind: ClaimKind; readonly on: CalendarDate; readonly money: number }

/** A case under the cover that is not closed yet. */
export type OpenCase = { readonly kind: ClaimKind; readonly on: CalendarDate; readonly number: string }

export type EligibilityFacts = {
  readonly incidentOn: CalendarDate
  /** The business day on which it is judged. */
  readonly today: CalendarDate
  readonly diedOn: CalendarDate | undefined
  readonly used: readonly UsedBenefit[]
  readonly open: readonly OpenCase[]
}

/**
 * Why nothing can be claimed, with the day, kind or case number that the sentence prints. `deadline-from-discharge` keeps
 * nothing from being accepted: so long after the event, the day of discharge will tell whether it is too late.
 */
export type WhyNot =
  | { readonly code: 'cover-begins-later'; readonly on: CalendarDate }
  | { readonly code: 'cover-ended'; readonly on: CalendarDate }
  | { readonly code: 'died-before'; readonly on: CalendarDate }
  | { readonly code: 'in-waiting'; readonly on: CalendarDate }
  | { readonly code: 'benefit-ended'; readonly on: CalendarDate; readonly kind: ClaimKind }
  | { readonly code: 'already-claimed'; readonly number: string }
  | { readonly code: 'event-paid'; readonly on: CalendarDate }
  | { readonly code: 'deadline-passed'; readonly on: CalendarDate }
  | { readonly code: 'deadline-from-discharge'; readonly on: CalendarDate }
export type WhyNotCode = WhyNot['code']
export const WHY_NOT_CODES = [
  'cover-begins-later',
  'cover-ended',
  'died-before',
  'in-waiting',
  'benefit-ended',
  'already-claimed',
  'event-paid',
  'deadline-passed',
  'deadline-from-discharge',
] as const satisfies readonly WhyNotCode[]

/** One kind of one cover: payable, or the first reason against it. `deadline` is the last day for 受理, where it is known. */
export type Eligibility = {
  readonly kind: ClaimKind
  readonly deadline: CalendarDate | undefined
  readonly why: WhyNot | undefined
}

type Terms = Pick<PlanVersion, 'benefits' | 'claimDeadlineYears'>
type Test = (terms: BenefitTerms, cover: ClaimableCover, facts: EligibilityFacts) => WhyNot | undefined

/** In the order in which the reasons are told; the deadline comes last, since an office may make an exception of it. */
const TESTS: readonly Test[] = [outsideCover, afterDeath, inWaiting, ended, alreadyClaimed, eventPaid]

/**
 * Every kind of a plan version on the day of an event, once each, in the order of the plan. What only the diagnosis can
 * tell (grade, category) is left to the calculation. Source: catalogue, "Which cover", "Waiting", "Claim deadline".
 */
export function eligibilityOf(plan: Terms, cover: ClaimableCover, facts: EligibilityFacts): readonly Eligibility[] {
  const ofEvent = claimDeadline(plan, facts.incidentOn)
  const judged = new Map<ClaimKind, Eligibility>()
  for (const terms of plan.benefits) {
    if (judged.has(terms.kind) && judged.get(terms.kind)?.why === undefined) continue
    const { kind } = terms
    const why = firstReason(terms, cover, facts) ?? late(kind, ofEvent, facts)
    judged.set(kind, { kind, deadline: countsFromDischarge(kind) ? undefined : ofEvent, why })
  }
  return [...judged.values()]
}

function firstReason(terms: BenefitTerms, cover: ClaimableCover, facts: EligibilityFacts): WhyNot | undefined {
  for (const test of TESTS) {
    const why = test(terms, cover, facts)
    if (why) return why
  }
  return undefined
}

function outsideCover(
  _terms: CommonTerms,
  cover: ClaimableCover,
  { incidentOn }: EligibilityFacts,
): WhyNot | undefined {
  if (incidentOn < cover.effectiveOn) return { code: 'cover-begins-later', on: cover.effectiveOn }
  if (incidentOn > cover.endsOn) return { code: 'cover-ended', on: cover.endsOn }
  return undefined
}

/** Nothing happens to a person after their death. Source: decisions, "Ends". */
function afterDeath(
  _terms: CommonTerms,
  _cover: ClaimableCover,
  { incidentOn, diedOn }: EligibilityFacts,
): WhyNot | undefined {
  return diedOn !== undefined && incidentOn > diedOn ? { code: 'died-before', on: diedOn } : undefined
}

/** Counted from the start of continuous cover where a renewal does not wait again; the last day of waiting is told. */
function inWaiting(terms: CommonTerms, cover: ClaimableCover, { incidentOn }: EligibilityFacts): WhyNot | undefined {
  if (!terms.waiting) return undefined
  const from = terms.waitingWaivedOnRenewal ? cover.continuousSince : cover.effectiveOn
  const last = addDays(from, terms.waiting.lastDay - 1)
  return incidentOn <= last ? { code: 'in-waiting', on: last } : undefined
}

/** A payment of 0 ends nothing. Source: catalogue, "History". */
function ended({ endedBy }: CommonTerms, _cover: ClaimableCover, { used }: EligibilityFacts): WhyNot | undefined {
  const by = used.find(({ kind, money }) => money > 0 && endedBy.includes(kind))
  return by && { code: 'benefit-ended', kind: by.kind, on: by.on }
}

/** The same event is not accepted twice at a time; bills that come after its case was closed are claimed anew. */
function alreadyClaimed(
  { kind }: CommonTerms,
  _cover: ClaimableCover,
  { incidentOn, open }: EligibilityFacts,
): WhyNot | undefined {
  const same = open.find((one) => one.kind === kind && one.on === incidentOn)
  return same && { code: 'already-claimed', number: same.number }
}

/** What is paid once for an event was paid: its case is closed, and no other is made of the same day. Source: I-14. */
function eventPaid(terms: BenefitTerms, _cover: ClaimableCover, facts: EligibilityFacts): WhyNot | undefined {
  const { incidentOn: on, used } = facts
  const isPaid = used.some((one) => one.kind === terms.kind && one.on === on && one.money > 0)
  return isPaid && paysOncePerEvent(terms) ? { code: 'event-paid', on } : undefined
}

function late(kind: ClaimKind, ofEvent: CalendarDate, { today }: EligibilityFacts): WhyNot | undefined {
  if (today <= ofEvent) return undefined
  return { code: countsFromDischarge(kind) ? 'deadline-from-discharge' : 'deadline-passed', on: ofEvent }
}
