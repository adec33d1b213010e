import type { InputOf } from '../../contract/endpoint.ts'
import type { choosePlans } from '../../contract/enrolment.ts'
import type { OfferedPlan } from '../plans/plan-facts.ts'
import type { ChosenPlan } from './enrolment-detail.ts'

/** Shares by offer; what is not in it is not wanted. */
export type Choice = ReadonlyMap<string, number>

/** What a choice says of an offer. */
export type Choosable = Pick<OfferedPlan, 'offerId' | 'code' | 'name'>

type Stored = Pick<ChosenPlan, 'offerId' | 'planCode' | 'name' | 'shares' | 'people'>

export function storedChoice(plans: readonly Stored[]): Choice {
  return new Map(plans.map(({ offerId, shares }) => [offerId, shares]))
}

/** Chosen plans whose offer has ended since, or whose calendar year has: they can only be kept as they are or left out. */
export function endedPlans<Plan extends Stored>(
  plans: readonly Plan[],
  offers: readonly Pick<OfferedPlan, 'offerId'>[],
): Plan[] {
  return plans.filter(({ offerId }) => !offers.some((offer) => offer.offerId === offerId))
}

/** All offers that can be in the choice: those of today and the ended ones that are chosen. */
export function choosableOf(plans: readonly Stored[], offers: readonly Choosable[]): Choosable[] {
  return [...offers, ...endedPlans(plans, offers).map(({ planCode, ...plan }) => ({ ...plan, code: planCode }))]
}

/** 0 shares leaves the offer out; another offer of the same plan gives way. */
export function withWish(
  chosen: Choice,
  all: readonly Choosable[],
  { offerId, code }: Choosable,
  shares: number,
): Choice {
  const sameCode = new Set(all.filter((one) => one.code === code).map((one) => one.offerId))
  const others = [...chosen].filter(([id]) => id !== offerId && (shares === 0 || !sameCode.has(id)))
  return new Map(shares === 0 ? others : [...others, [offerId, shares] as const])
}

/** What is sent: the choice, and by name whatever was shown and is not in it. */
export function wishOf(
  choice: Choice,
  all: readonly Choosable[],
): Required<Pick<InputOf<typeof choosePlans>, 'plans' | 'leaveOut'>> {
  const wanted = new Set(all.filter(({ offerId }) => choice.has(offerId)).map(({ code }) => code))
  const leaveOut = new Set(all.map(({ code }) => code).filter((code) => !wanted.has(code)))
  return { plans: [...choice].map(([offerId, shares]) => ({ offerId, shares })), leaveOut: [...leaveOut] }
}
