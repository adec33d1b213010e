import { receiptOf, type PriceClass, type ReceiptLine } from '../plans/contribution.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import { add, type Cents } from '../shared/cents.ts'

/** Heads of one price class of one plan, as the receipt of an enrolment shows and freezes it. */
export type EnrolmentReceiptLine = Omit<ReceiptLine, 'pricePerHead'> & {
  readonly planCode: string
  readonly shares: number
  /** Per person, shares included. */
  readonly price: Cents
}

/** Counters of a roster: everyone, those with high risk, those who renew, and those who are both. */
export type RosterHeads = {
  readonly people: number
  readonly highRisk: number
  readonly renewing: number
  readonly highRiskRenewing: number
}

/** People of one price class, from the counters of a roster. */
export function headsOf(roster: RosterHeads, { riskClass, standing }: PriceClass): number {
  const { people, highRisk, renewing, highRiskRenewing } = roster
  if (riskClass === 'high-risk') return standing === 'renewing' ? highRiskRenewing : highRisk - highRiskRenewing
  const ordinaryRenewing = renewing - highRiskRenewing
  return standing === 'renewing' ? ordinaryRenewing : people - highRisk - ordinaryRenewing
}

export type PlanHeads = {
  readonly plan: PlanVersion
  readonly shares: number
  readonly headsOf: (priceClass: PriceClass) => number
}

/** The receipt of contributions of an enrolment: up to four lines for each plan, in the order of the plans. */
export function enrolmentReceipt(plans: readonly PlanHeads[]): EnrolmentReceiptLine[] {
  return plans.flatMap(({ plan, shares, headsOf }) =>
    receiptOf(plan, shares, headsOf).lines.map(({ pricePerHead, ...line }) => ({
      ...line,
      planCode: plan.code,
      shares,
      price: pricePerHead,
    })),
  )
}

/** What is due: the sum of all lines, in fen. */
export function totalOf(lines: readonly Pick<EnrolmentReceiptLine, 'amount'>[]): Cents {
  return add(...lines.map(({ amount }) => amount))
}
