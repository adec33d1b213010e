import type { PriceClass } from '../../domain/plans/contribution.ts'

/** Label of a receipt line: renewing or new, with the class where the plan has risk classes. */
export function receiptLabel({ riskClass, standing }: PriceClass, hasRiskClasses: boolean): string {
  const words = standing === 'renewing' ? '续保' : '新参保'
  if (!hasRiskClasses) return words
  return `${words} · ${riskClass === 'high-risk' ? '高危职业' : '普通职业'}`
}
