import type { OutputOf } from '../../contract/endpoint.ts'
import type { listOffers } from '../../contract/plans.ts'
import { shownYuan } from '../shared/shown.ts'
import { words } from '../words/words.ts'

export type OfferedPlan = OutputOf<typeof listOffers>['plans'][number]

/** Who may take part, e.g. 女职工，16–60 周岁；61–65 周岁凭超龄证明. */
export function eligibilityInWords({ womenOnly, ageMin, ageMax, overAgeProofMax }: OfferedPlan): string {
  const who = words(womenOnly ? 'plans.women' : 'plans.everybody', { from: ageMin, to: ageMax })
  return overAgeProofMax === null ? who : who + words('plans.overAge', { from: ageMax + 1, to: overAgeProofMax })
}

/** How many of the staff must take part; undefined where nobody must. */
export function participationInWords(plan: OfferedPlan): string | undefined {
  if (plan.minRatePer10000 === 0) return undefined
  const rate = words(plan.denominator === 'women' ? 'plans.rateOfWomen' : 'plans.rate', {
    percent: plan.minRatePer10000 / 100,
  })
  return plan.everyoneBelow === null ? rate : rate + words('plans.everyoneBelow', { count: plan.everyoneBelow })
}

/** Contribution per share for each class, with the price of renewing where it differs. */
export function pricesInWords({ prices, riskClasses }: OfferedPlan): string {
  const starting = prices.filter(({ renewing }) => !renewing)
  const lines = starting.map(({ riskClass, amount }) => {
    const again = prices.find((price) => price.renewing && price.riskClass === riskClass)?.amount ?? amount
    const name = riskClasses ? `${words(`plans.class.${riskClass}`)} ` : ''
    const renewing = again === amount ? '' : words('plans.renewingAt', { price: shownYuan(again) })
    return name + shownYuan(amount) + renewing
  })
  return lines.join(words('plans.and'))
}

/** When cover would begin, and which calendar year it belongs to where the office sells it so. */
export function periodInWords({ calendarYear, expectedFirstDay }: OfferedPlan): string {
  return calendarYear === null
    ? words('plans.firstDay', { day: expectedFirstDay })
    : words('plans.calendarYear', { year: calendarYear, day: expectedFirstDay })
}
