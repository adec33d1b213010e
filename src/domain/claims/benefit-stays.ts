import { earlierOf, laterOf, type CalendarDate } from '../shared/calendar-date.ts'
import { add } from '../shared/cents.ts'
import { SHEET_AMOUNTS, type SheetAmount } from '../plans/benefit-terms.ts'
import type { Sheet } from './benefit-facts.ts'

/** One admission: a sheet of its own, or several sheets of one stay added up. */
export type Stay = Sheet & { readonly admittedOn: CalendarDate; readonly dischargedOn: CalendarDate }

/** Amounts added; hospital level, insurance and place of the first sheet. */
export function addSheets<S extends Sheet>(first: S, rest: readonly Sheet[]): S {
  const sums = SHEET_AMOUNTS.map((name) => [name, add(first[name], ...rest.map((sheet) => sheet[name]))] as const)
  return { ...first, ...(Object.fromEntries(sums) as { [A in SheetAmount]: Sheet[A] }) }
}

function joined(sheets: readonly Stay[]): Stay | undefined {
  const [first, ...rest] = sheets
  if (!first || rest.length === 0) return first
  const { admittedOn, dischargedOn } = rest.reduce(
    (all, sheet) => ({
      ...all,
      admittedOn: earlierOf(all.admittedOn, sheet.admittedOn),
      dischargedOn: laterOf(all.dischargedOn, sheet.dischargedOn),
    }),
    first,
  )
  return { ...addSheets(first, rest), admittedOn, dischargedOn }
}

function dated(sheet: Sheet): Stay {
  const { admittedOn, dischargedOn } = sheet
  if (admittedOn === undefined || dischargedOn === undefined) throw new RangeError('a stay without its dates')
  return sheet as Stay
}

/** The admissions of a claim in order of their day (equal days as given); sheets of one stay number are one. */
export function staysOf(sheets: readonly Sheet[]): readonly Stay[] {
  if (sheets.length === 1) return sheets.map(dated)
  const ordered = sheets
    .map(dated)
    .toSorted((a, b) => (a.admittedOn < b.admittedOn ? -1 : a.admittedOn > b.admittedOn ? 1 : 0))
  const groups = Map.groupBy(ordered, (sheet) => sheet.stay ?? sheet)
  return [...groups.values()].flatMap((group) => joined(group) ?? [])
}
