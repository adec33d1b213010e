import type { CalendarDate } from '../shared/calendar-date.ts'
import { cents, ZERO, type Cents } from '../shared/cents.ts'
import type { AdmissionCondition, LimitGroup, LumpSumCondition, Rate, SheetAmount } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'

/** How the basis of a ratio benefit came about: each amount at its rate, and what is deducted from their sum. */
export type Basis = {
  readonly parts: readonly {
    readonly name: SheetAmount
    readonly of: Cents
    readonly rate: Rate
    readonly value: Cents
  }[]
  readonly total: Cents
  readonly deductible: Cents
}

/** The figures of one step, by rule. Zero lines carry the test that failed, reducing lines a negative amount. */
export type LineFigures =
  | { readonly rule: 'outside-cover'; readonly effectiveOn: CalendarDate; readonly endsOn: CalendarDate }
  | { readonly rule: 'in-waiting'; readonly countedFrom: CalendarDate; readonly day: number; readonly lastDay: number }
  | { readonly rule: 'benefit-ended'; readonly by: readonly ClaimKind[]; readonly paid: Cents }
  | { readonly rule: 'diagnosis-paid-before'; readonly category: string }
  | { readonly rule: 'not-in-table'; readonly found: AdmissionCondition }
  | { readonly rule: 'nothing-above-deductible'; readonly basis: Basis }
  | { readonly rule: 'fixed'; readonly found: AdmissionCondition; readonly fixed: Cents }
  | {
      readonly rule: 'tier'
      readonly basis: Basis
      readonly from: Cents
      readonly upTo?: Cents
      readonly part: Cents
      readonly rate: Rate
    }
  | { readonly rule: 'shares'; readonly sum: Cents; readonly shares: number }
  | { readonly rule: 'limited-to-basis'; readonly sum: Cents; readonly basis: Basis }
  | { readonly rule: 'minimum'; readonly sum: Cents; readonly minimum: Cents }
  | { readonly rule: 'limit'; readonly group: LimitGroup; readonly used: Cents; readonly sum: Cents }
  | { readonly rule: 'stay-too-short'; readonly stay: number; readonly freeDays: number }
  | {
      readonly rule: 'per-diem'
      readonly stay: number
      readonly freeDays: number
      readonly daily: Cents
      readonly shares: number
    }
  | {
      readonly rule: 'day-limit'
      readonly maxDays: number
      readonly usedDays: number
      readonly days: number
      readonly daily: Cents
      readonly shares: number
    }
  | {
      readonly rule: 'lump-sum'
      readonly when: LumpSumCondition
      readonly day: number
      readonly sum: Cents
      readonly shares: number
    }
  | { readonly rule: 'no-lump-sum'; readonly found: LumpSumCondition; readonly day: number }
  | { readonly rule: 'less-paid'; readonly sum: Cents; readonly paid: Cents }
  | {
      readonly rule: 'disability'
      readonly grade: number
      readonly sum: Cents
      readonly rate: Rate
      readonly shares: number
    }
  | { readonly rule: 'death'; readonly sum: Cents; readonly shares: number }

/** One line of a calculation: for the event of a day, by a clause of the plan, an amount in fen. */
export type BenefitLine = LineFigures & {
  readonly on: CalendarDate
  readonly clause: string
  readonly amount: Cents
}

/** Lines of one event as they are made; `sum` is always the sum of the lines. */
export type Draft = { readonly on: CalendarDate; readonly clause: string; readonly lines: BenefitLine[]; sum: Cents }

export function draftFor(on: CalendarDate, clause: string): Draft {
  return { on, clause, lines: [], sum: ZERO }
}

/** Adds a line; nothing else changes the sum. */
export function put(draft: Draft, line: BenefitLine): void {
  draft.lines.push(line)
  draft.sum = cents(draft.sum + line.amount)
}
