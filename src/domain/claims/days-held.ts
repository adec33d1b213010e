import type { BenefitTerms } from '../plans/benefit-terms.ts'
import { addDays, parseDate, type CalendarDate } from '../shared/calendar-date.ts'
import type { ClaimEntry, SheetEntry } from './claim-entry.ts'

/** Days from the first up to, but without, the last: whoever is discharged and admitted on one day was in two stays. */
export type DayRange = { readonly from: string; readonly to: string }

/** One stay as it is entered: sheets of one stay number are one; `at` is its first sheet. */
export type EnteredStay = DayRange & { readonly at: number }

export function overlaps(one: DayRange, other: DayRange): boolean {
  return one.from < other.to && other.from < one.to
}

/** Stays with both their days, in the order of the sheets; one that begins and ends on one day has no days. */
export function enteredStays(sheets: readonly SheetEntry[]): readonly EnteredStay[] {
  const stays = new Map<string | number, EnteredStay>()
  for (const [at, { admittedOn, dischargedOn, stay }] of sheets.entries()) {
    if (admittedOn === '' || dischargedOn <= admittedOn) continue
    const key = stay.trim() === '' ? at : stay.trim()
    const before = stays.get(key)
    const from = before && before.from < admittedOn ? before.from : admittedOn
    const to = before && before.to > dischargedOn ? before.to : dischargedOn
    stays.set(key, { at: before?.at ?? at, from, to })
  }
  return [...stays.values()]
}

/** Stays that overlap an earlier one of the same entry: nobody lies in two beds, so that they are one stay. */
export function doubledStays(
  sheets: readonly SheetEntry[],
): readonly { readonly at: number; readonly first: number }[] {
  const stays = enteredStays(sheets)
  return stays.flatMap((stay, index) => {
    const earlier = stays.slice(0, index).find((one) => overlaps(one, stay))
    return earlier ? [{ at: stay.at, first: earlier.at }] : []
  })
}

/** The days between a sheet and the ones before it of the same stay number, by the sheet at `at`. */
export type StayGap = DayRange & { readonly at: number }

/**
 * Sheets of one stay number of which one begins more than a day after the others ended: a transfer takes 24 hours at most.
 * They are joined all the same. Source: catalogue, "Stays and sheets".
 */
export function staysWithGaps(sheets: readonly SheetEntry[]): readonly StayGap[] {
  const dated = sheets
    .map(({ admittedOn, dischargedOn, stay }, at) => ({ at, stay: stay.trim(), admittedOn, dischargedOn }))
    .filter(({ stay, admittedOn, dischargedOn }) => stay !== '' && admittedOn !== '' && dischargedOn >= admittedOn)
    .toSorted((one, other) => (one.admittedOn < other.admittedOn ? -1 : 1))
  const ends = new Map<string, string>()
  return dated.flatMap(({ at, stay, admittedOn, dischargedOn }) => {
    const end = ends.get(stay)
    ends.set(stay, end !== undefined && end > dischargedOn ? end : dischargedOn)
    const last = parseDate(end ?? '')
    return last.ok && admittedOn > addDays(last.value, 1) ? [{ at, from: last.value, to: admittedOn }] : []
  })
}

/** Whether a benefit is paid by the days of stays, of which each day is paid once. */
export function paysByDay({ shape }: Pick<BenefitTerms, 'shape'>): boolean {
  return shape === 'per-diem'
}

/**
 * Whether one event gives a right to the benefit once, whoever asks again: a sum. What takes off what was paid before may
 * be asked for again, and costs by sheets are told apart by their invoices. Source: security, I-14.
 */
export function paysOncePerEvent(terms: BenefitTerms): boolean {
  if (terms.shape === 'lump-sum') return !terms.lessPaid
  return terms.shape === 'disability' || terms.shape === 'death'
}

/** The days that a submitted case uses up under its cover and kind; none where its invoices tell it apart. */
export function daysHeld(terms: BenefitTerms, incidentOn: CalendarDate, { sheets }: ClaimEntry): readonly DayRange[] {
  if (paysByDay(terms)) return enteredStays(sheets).map(({ from, to }) => ({ from, to }))
  return paysOncePerEvent(terms) ? [{ from: incidentOn, to: addDays(incidentOn, 1) }] : []
}
