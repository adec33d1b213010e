import { pricePerHead } from '../plans/contribution.ts'
import type { RiskClass, Standing } from '../plans/plan-version.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'
import type { Cents } from '../shared/cents.ts'
import type { Sex } from '../shared/id-number.ts'
import { refuses, type RosterProblem } from './roster-problems.ts'
import { judgeAge, judgeSex } from './roster-row.ts'
import { judgeStanding, type BesidePlan, type StandingRecord, type StandingRules } from './standing.ts'

/** Someone of a roster at submission. */
export type RosterMember = { readonly born: CalendarDate; readonly sex: Sex; readonly riskClass: RiskClass }

/** What is frozen at submission; confirmation never judges again. */
export type FrozenPerson = {
  readonly firstDay: CalendarDate
  readonly standing: Standing
  readonly price: Cents
  readonly overAge: boolean
  /** The first thing that refuses the person, by printed number of the problems. */
  readonly refused: RosterProblem | undefined
}

/** Judges someone again on the own expected first day, and sets the price. Source: decisions, "Age" and "Prices". */
export function freezePerson(
  rules: StandingRules,
  { born, sex, riskClass }: RosterMember,
  records: readonly StandingRecord[],
  beside: readonly BesidePlan[],
): FrozenPerson {
  const { plan, shares } = rules
  const { firstDay, standing, problems } = judgeStanding(rules, records, beside)
  const age = judgeAge(born, plan.eligibility, firstDay)
  const found = [age, judgeSex(sex, plan.eligibility), ...problems].filter((problem) => problem !== undefined)
  return {
    firstDay,
    standing,
    price: pricePerHead(plan, { riskClass, standing }, shares),
    overAge: age?.code === 'over-age-needs-proof',
    refused: found.find(refuses),
  }
}
