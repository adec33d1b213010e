import { daysBetween, type CalendarDate } from '../shared/calendar-date.ts'
import { cents, ZERO } from '../shared/cents.ts'
import type { CommonTerms } from '../plans/benefit-terms.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import { paidFor, type ClaimFacts, type Cover, type History } from './benefit-facts.ts'
import { put, type Draft } from './benefit-lines.ts'

/** The cover in force on the day, both ends inside. Source: catalogue, "Which cover". */
export function isCovered(cover: Cover, on: CalendarDate): boolean {
  return on >= cover.effectiveOn && on <= cover.endsOn
}

/** Where days of cover are counted from: the start of continuous cover where a renewal does not wait again. */
function countedFrom(terms: CommonTerms, cover: Cover): CalendarDate {
  return terms.waitingWaivedOnRenewal ? cover.continuousSince : cover.effectiveOn
}

/** Number of a day of cover; the first day is 1. Source: catalogue, "Days". */
export function dayOfCover(terms: CommonTerms, cover: Cover, on: CalendarDate): number {
  return daysBetween(countedFrom(terms, cover), on) + 1
}

/** A category that was paid under an earlier cover, where the plan pays once per diagnosis. */
function paidBefore(terms: CommonTerms, history: History, category: string | undefined): boolean {
  if (!terms.oncePerDiagnosis || category === undefined) return false
  return history.some(
    (entry) =>
      entry.earlier &&
      entry.lifeOnly !== true &&
      entry.kind === terms.kind &&
      entry.paid > 0 &&
      entry.category === category,
  )
}

/**
 * Whether anything at all is payable for an event of this day; where not, a line of 0 says why: outside the cover,
 * within the waiting days, the benefit ended by an earlier payment, or the diagnosis paid under an earlier cover.
 */
export function isPayable(
  draft: Draft,
  plan: PlanVersion,
  terms: CommonTerms,
  claim: ClaimFacts,
  cover: Cover,
  history: History,
): boolean {
  const { on, clause } = draft
  if (!isCovered(cover, on)) {
    const { effectiveOn, endsOn } = cover
    put(draft, { rule: 'outside-cover', on, clause: plan.coverClause, effectiveOn, endsOn, amount: ZERO })
    return false
  }
  if (terms.waiting) {
    const day = dayOfCover(terms, cover, on)
    const { lastDay, clause } = terms.waiting
    if (day <= lastDay) {
      put(draft, { rule: 'in-waiting', on, clause, countedFrom: countedFrom(terms, cover), day, lastDay, amount: ZERO })
      return false
    }
  }
  const paid = terms.endedBy.length === 0 ? 0 : paidFor(history, terms.endedBy)
  if (paid > 0) {
    put(draft, { rule: 'benefit-ended', on, clause, by: terms.endedBy, paid: cents(paid), amount: ZERO })
    return false
  }
  const { category } = claim.diagnosis
  if (category !== undefined && paidBefore(terms, history, category)) {
    put(draft, { rule: 'diagnosis-paid-before', on, clause, category, amount: ZERO })
    return false
  }
  return true
}
