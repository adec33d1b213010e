import type { SheetAmount } from '../plans/benefit-terms.ts'
import { add, cents, subtract, ZERO, type Cents } from '../shared/cents.ts'

/** Amounts that must add up to the total of a settlement sheet. Source: catalogue, "Balance checks". */
export const BALANCE_PARTS = ['pooledFund', 'otherFund', 'selfPaid1', 'selfPaid2', 'fullySelfPaid'] as const
export type BalanceField = 'total' | (typeof BALANCE_PARTS)[number]
const FIELDS: readonly BalanceField[] = ['total', ...BALANCE_PARTS]

/** What was typed so far; a field that is absent was not entered. */
export type TypedAmounts = { readonly [A in SheetAmount]?: Cents }

/** A field that holds a likely slip, and the amount with which the sheet would balance. */
export type LikelyMistake = {
  readonly field: BalanceField
  readonly slip: 'digits-swapped' | 'entered-twice' | 'decimal-shifted'
  readonly instead: Cents
}

const TOLERANCE = 1
/** A point that slipped by up to three places, in either direction. */
const SHIFTS = [10, 100, 1000]

/**
 * Total minus its parts in fen (还差); below 0 the parts are more than the total. Undefined until a total was entered.
 */
export function runningDifference(amounts: TypedAmounts): Cents | undefined {
  if (amounts.total === undefined) return undefined
  return subtract(amounts.total, add(...BALANCE_PARTS.map((part) => amounts[part] ?? ZERO)))
}

/** Whether total and parts agree within 0.01 yuan; a sheet without a total is not compared with one. */
export function isBalanced(amounts: TypedAmounts): boolean {
  return Math.abs(runningDifference(amounts) ?? 0) <= TOLERANCE
}

/**
 * Fields in which a usual slip explains the whole difference, likeliest first: two neighbouring digits changed places
 * (such differences divide by 9), an amount stands in two fields, the decimal point slipped. To be asked for when the
 * sheet is complete: while amounts are still missing, a difference says nothing.
 */
export function likelyMistakes(amounts: TypedAmounts): readonly LikelyMistake[] {
  const difference = runningDifference(amounts)
  if (difference === undefined || Math.abs(difference) <= TOLERANCE) return []
  const closing = FIELDS.flatMap((field) => {
    const typed = amounts[field] ?? ZERO
    const instead = field === 'total' ? typed - difference : typed + difference
    return typed > 0 && instead >= 0 ? [{ field, typed, instead: cents(instead) }] : []
  })
  const by = (slip: LikelyMistake['slip'], explains: (typed: Cents, instead: Cents, field: BalanceField) => boolean) =>
    closing
      .filter(({ field, typed, instead }) => explains(typed, instead, field))
      .map(({ field, instead }) => ({ field, slip, instead }))
  return [
    ...by('digits-swapped', neighboursSwapped),
    ...by('entered-twice', (typed, instead, field) => instead === 0 && standsElsewhere(amounts, field, typed)),
    ...by('decimal-shifted', (typed, instead) =>
      SHIFTS.some((shift) => typed * shift === instead || (instead > 0 && instead * shift === typed)),
    ),
  ]
}

/** Whether two amounts differ in two neighbouring digits that changed places; also across the point, 1.05 and 0.15. */
function neighboursSwapped(typed: Cents, instead: Cents): boolean {
  if ((typed - instead) % 9 !== 0) return false
  const length = Math.max(3, String(typed).length)
  const [one, other] = [String(typed).padStart(length, '0'), String(instead).padStart(length, '0')]
  const at = Array.from(one).findIndex((digit, place) => digit !== other[place])
  return (
    at >= 0 &&
    one.length === other.length &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  )
}

function standsElsewhere(amounts: TypedAmounts, field: BalanceField, typed: Cents): boolean {
  return field !== 'total' && BALANCE_PARTS.some((other) => other !== field && amounts[other] === typed)
}
