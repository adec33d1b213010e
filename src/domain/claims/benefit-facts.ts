import type { CalendarDate } from '../shared/calendar-date.ts'
import type { Cents } from '../shared/cents.ts'
import type { Grade, HospitalLevel, Insurance, SheetAmount } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import type { RiskClass } from '../plans/plan-version.ts'

/** The cover that the event belongs to; first and last day are inside. */
export type Cover = {
  readonly effectiveOn: CalendarDate
  readonly endsOn: CalendarDate
  readonly continuousSince: CalendarDate
  readonly shares: number
  readonly riskClass: RiskClass
}

/** What the reviewer confirmed of the diagnosis; the code itself is never calculated with. */
export type Diagnosis = {
  readonly code?: string
  readonly grade?: Grade
  readonly inSitu: boolean
  readonly category?: string
}

export type ClaimFacts = {
  readonly kind: ClaimKind
  /** Day of diagnosis or accident; stays go by their own admission. */
  readonly on?: CalendarDate
  readonly diagnosis: Diagnosis
  readonly disabilityGrade?: number
}

/** A settlement sheet (结算单): its amounts in fen, absent ones 0. */
export type Sheet = { readonly [A in SheetAmount]: Cents } & {
  readonly hospitalLevel?: HospitalLevel
  readonly insurance?: Insurance
  readonly remote: boolean
  readonly admittedOn?: CalendarDate
  readonly dischargedOn?: CalendarDate
  /** Sheets with the same number are one stay: settled at the end of a year, or moved within 24 hours. */
  readonly stay?: string
}

export type Facts = { readonly claim: ClaimFacts; readonly sheets: readonly Sheet[] }

/**
 * A benefit paid or reserved for this person under this cover by another claim, or under an `earlier` cover. What counts
 * for limits over all covers alone (`lifeOnly`) may be of any other cover, also of a later one.
 */
export type HistoryEntry = {
  readonly on?: CalendarDate
  readonly kind: ClaimKind
  readonly paid: Cents
  readonly days: number
  readonly admissions: number
  readonly earlier: boolean
  readonly lifeOnly?: boolean
  readonly category?: string
}
export type History = readonly HistoryEntry[]

/** Everything that a calculation needs, checked against the plan version. */
export type BenefitCase = { readonly cover: Cover; readonly facts: Facts; readonly history: History }

/** Paid or reserved so far under this cover for benefits of these kinds, in fen. */
export function paidFor(history: History, kinds: readonly ClaimKind[], withEarlierCovers = false): number {
  let sum = 0
  for (const entry of history)
    if (kinds.includes(entry.kind) && (withEarlierCovers || !entry.earlier)) sum += entry.paid
  return sum
}

/** Days, or admissions, that other claims under this cover used up for benefits of one kind. */
export function usedOf(history: History, what: 'days' | 'admissions', kind: ClaimKind): number {
  let sum = 0
  for (const entry of history) if (entry.kind === kind && !entry.earlier) sum += entry[what]
  return sum
}
