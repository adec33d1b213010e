import { cents, type Cents } from '../shared/cents.ts'
import type { Sheet } from './benefit-facts.ts'

/** A settlement sheet that does not add up; it never blocks. `sheet` counts from 0. */
export type SheetWarning =
  | { readonly code: 'total-differs'; readonly sheet: number; readonly total: Cents; readonly parts: Cents }
  | { readonly code: 'cash-exceeds-own-part'; readonly sheet: number; readonly cash: Cents; readonly ownPart: Cents }

const TOLERANCE = 1

/**
 * Balance checks: total = funds + self-paid parts, cash ≤ the personal part, each within 0.01 yuan. A sheet without a
 * total is not compared with one. Source: catalogue, "Fields of a settlement sheet".
 */
export function sheetWarnings(sheets: readonly Sheet[]): readonly SheetWarning[] {
  const warnings: SheetWarning[] = []
  for (const [at, sheet] of sheets.entries()) {
    const ownPart = sheet.selfPaid1 + sheet.selfPaid2 + sheet.fullySelfPaid
    const parts = sheet.pooledFund + sheet.otherFund + ownPart
    if (sheet.total > 0 && Math.abs(sheet.total - parts) > TOLERANCE)
      warnings.push({ code: 'total-differs', sheet: at, total: sheet.total, parts: cents(parts) })
    if (sheet.cash > ownPart + TOLERANCE)
      warnings.push({ code: 'cash-exceeds-own-part', sheet: at, cash: sheet.cash, ownPart: cents(ownPart) })
  }
  return warnings
}
