import type { BenefitResult } from '../../domain/claims/benefit.ts'
import { formatYuan } from '../../domain/shared/cents.ts'
import { lineText, sheetWarningText, type LineText } from './benefit-line-words.ts'

/** A calculation as it goes out: amounts in yuan with two decimals, each step in words and figures. */
export type BenefitAnswer = {
  readonly plan: string
  readonly version: string
  readonly total: string
  readonly lines: readonly LineText[]
  readonly warnings: readonly string[]
  /** What the claim uses up: days of stay paid and admissions judged, for the history of later claims. */
  readonly days: number
  readonly admissions: number
}

export function benefitAnswer({
  plan,
  version,
  total,
  lines,
  warnings,
  days,
  admissions,
}: BenefitResult): BenefitAnswer {
  const told = { lines: lines.map(lineText), warnings: warnings.map(sheetWarningText) }
  return { plan, version, total: formatYuan(total), ...told, days, admissions }
}
