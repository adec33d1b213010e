import { add, times, type Cents } from '../shared/cents.ts'
import { RISK_CLASSES, STANDINGS } from './plan-version.ts'
import type { PlanVersion, RiskClass, Standing } from './plan-version.ts'

/** What decides a person's price, judged on the expected first day of cover and then frozen. */
export type PriceClass = { readonly riskClass: RiskClass; readonly standing: Standing }

/** Heads of one price class on the receipt of contributions. */
export type ReceiptLine = PriceClass & {
  readonly heads: number
  readonly pricePerHead: Cents
  readonly amount: Cents
}
export type Receipt = { readonly lines: readonly ReceiptLine[]; readonly heads: number; readonly total: Cents }

/** Contribution of one person for the whole term, in fen: rate of the class × shares × years. Plans without risk classes take the ordinary rate from everyone. */
export function pricePerHead(plan: PlanVersion, { riskClass, standing }: PriceClass, shares: number): Cents {
  const price = plan.contributions[riskClass] ?? plan.contributions.ordinary
  return times(price[standing], shares * plan.termYears)
}

/** Up to four lines, ordinary before high-risk and new before renewing; classes without people are left out. */
export function receiptOf(plan: PlanVersion, shares: number, headsOf: (priceClass: PriceClass) => number): Receipt {
  const classes = RISK_CLASSES.flatMap((riskClass) => STANDINGS.map((standing) => ({ riskClass, standing })))
  const lines = classes.flatMap((priceClass): ReceiptLine[] => {
    const heads = headsOf(priceClass)
    const price = pricePerHead(plan, priceClass, shares)
    return heads === 0 ? [] : [{ ...priceClass, heads, pricePerHead: price, amount: times(price, heads) }]
  })
  return {
    lines,
    heads: lines.reduce((sum, line) => sum + line.heads, 0),
    total: add(...lines.map((line) => line.amount)),
  }
}
