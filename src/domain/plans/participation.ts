import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { PlanVersion } from './plan-version.ts'

export type Staff = { readonly staff: number; readonly womenStaff: number }

/** Who is counted, how many take part, how many must, and by which clause. */
type Shortfall = {
  readonly denominator: 'all' | 'women'
  readonly of: number
  readonly heads: number
  readonly required: number
  readonly missing: number
  readonly clause: string
}

export type ParticipationRefused =
  | { readonly code: 'women-exceed-staff'; readonly staff: number; readonly womenStaff: number }
  | ({ readonly code: 'participation-too-low'; readonly minRate: number } & Shortfall)
  | ({ readonly code: 'participation-not-everyone'; readonly everyoneBelow: number } & Shortfall)

/** Least heads of a unit that must take part: the rate rounded up to whole people, everyone in small units, 0 without a rule. */
export function requiredHeads(plan: PlanVersion, { staff, womenStaff }: Staff): number {
  const terms = plan.participation
  if (!terms) return 0
  const of = terms.denominator === 'women' ? womenStaff : staff
  if (of < (terms.everyoneBelow ?? 0)) return of
  return Math.floor((of * terms.minRate + 9_999) / 10_000)
}

/**
 * Whether enough of the unit's staff take part; `heads` are the people of this enrolment and those with standing cover
 * of the plan at the unit, each once. Source: decisions, "Participation".
 */
export function judgeParticipation(
  plan: PlanVersion,
  staff: Staff,
  heads: number,
): Decision<{ required: number }, ParticipationRefused> {
  if (staff.womenStaff > staff.staff) return refuse({ code: 'women-exceed-staff', ...staff })
  const required = requiredHeads(plan, staff)
  const terms = plan.participation
  if (!terms || heads >= required) return accept({ required })
  const { denominator, minRate, everyoneBelow = 0, clause } = terms
  const of = denominator === 'women' ? staff.womenStaff : staff.staff
  const shortfall = { denominator, of, heads, required, missing: required - heads, clause }
  return of < everyoneBelow
    ? refuse({ code: 'participation-not-everyone', everyoneBelow, ...shortfall })
    : refuse({ code: 'participation-too-low', minRate, ...shortfall })
}
