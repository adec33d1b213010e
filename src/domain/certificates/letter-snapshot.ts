import type { CalendarDate } from '../shared/calendar-date.ts'
import type { Cents } from '../shared/cents.ts'

/**
 * Everything that a confirmation letter says, frozen when a version is issued. The letter is a function of this value
 * and the office's seal; nothing on it is looked up later.
 */
export type LetterSnapshot = {
  /** The letter's number, e.g. QR37132611220001. */
  readonly number: string
  /** Versions count from 1; each one supersedes the one before. */
  readonly version: number
  readonly issuedOn: CalendarDate
  /** Name of the association whose letter it is (its head office). */
  readonly association: string
  readonly office: { readonly name: string; readonly address: string; readonly telephone: string }
  readonly unit: { readonly name: string; readonly creditCode: string; readonly address: string }
  readonly plan: { readonly name: string; readonly version: string }
  /** Shares per person, the same for everyone of the letter. */
  readonly shares: number
  readonly contributions: Cents
  /** What the plan pays, one sentence each, in the order of the plan. */
  readonly benefits: readonly string[]
  /** Where the QR code leads. */
  readonly verificationUrl: string
  /** The insured persons in the order of the roster. */
  readonly people: readonly LetterPerson[]
}

export type LetterPerson = {
  readonly name: string
  readonly documentNumber: string
  /** The class of work as the letter words it, e.g. 普通. */
  readonly workClass: string
  readonly from: CalendarDate
  readonly to: CalendarDate
}

export type LetterPeriod = { readonly from: CalendarDate; readonly to: CalendarDate; readonly heads: number }

/** The periods of cover on a letter with the persons of each, earliest first: new and renewing people may differ. */
export function periodsOf(people: readonly LetterPerson[]): LetterPeriod[] {
  const periods = new Map<string, LetterPeriod>()
  for (const { from, to } of people) {
    const key = `${from}/${to}`
    periods.set(key, { from, to, heads: (periods.get(key)?.heads ?? 0) + 1 })
  }
  return [...periods.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, period]) => period)
}
