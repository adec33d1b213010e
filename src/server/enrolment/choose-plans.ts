import type { InputOf } from '../../contract/endpoint.ts'
import type { choosePlans as endpoint } from '../../contract/enrolment.ts'
import { judgeSale } from '../../domain/plans/offer.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { getOffers, type StoredOffer } from '../plans/offer-store.ts'
import { accepted, refused } from '../refusal.ts'
import { countRunningImports, listChosenPlans, removePlan, savePlan, type ChosenPlan } from './enrolment-plan-store.ts'
import { lockEditable, saveFacts } from './enrolment-store.ts'

type Wish = { readonly stored: StoredOffer; readonly shares: number }

/**
 * 保障活动录入: the whole choice at once. Plans named to be left out lose their roster, all others keep it; one that is no
 * longer on sale may stay as it was chosen.
 */
export async function choosePlans(
  tx: Transaction,
  { id, version, plans, leaveOut = [] }: InputOf<typeof endpoint>,
): Promise<{ version: number }> {
  const enrolment = await lockEditable(tx, id as EnrolmentId, version)
  const before = await listChosenPlans(tx, enrolment.id)
  const wishes = await judgeWishes(tx, plans, before)
  const kept = new Set(wishes.map(({ stored }) => stored.plan.code))
  for (const { plan } of before) {
    if (kept.has(plan.code) || !leaveOut.includes(plan.code)) continue
    if ((await countRunningImports(tx, enrolment.id, plan.code)) > 0) return refused({ code: 'import-running' })
    await removePlan(tx, enrolment, plan.code)
  }
  for (const { stored, shares } of wishes) await savePlan(tx, enrolment, stored, shares)
  const next = await saveFacts(tx, enrolment.id, enrolment)
  const after = await listChosenPlans(tx, enrolment.id)
  await record(tx, {
    action: 'enrolment.choose-plans',
    subject: enrolment.id,
    place: enrolment.place,
    before: { plans: inJournal(before) },
    after: { plans: inJournal(after) },
  })
  return { version: next }
}

function inJournal(plans: readonly ChosenPlan[]): string[] {
  return plans.map(({ plan, shares }) => `${plan.code} × ${shares}`)
}

async function judgeWishes(
  tx: Transaction,
  plans: readonly { readonly offerId: string; readonly shares: number }[],
  before: readonly ChosenPlan[],
): Promise<Wish[]> {
  const offers = await getOffers(
    tx,
    plans.map(({ offerId }) => offerId),
  )
  const today = businessDay(tx.now)
  const chosen = new Set<string>()
  return plans.map(({ offerId, shares }): Wish => {
    const stored = offers.find((offer) => offer.id === offerId) ?? refused({ code: 'not-found' })
    const { plan, offer } = stored
    const asBefore = before.some((chosen) => chosen.offerId === offerId && chosen.shares === shares)
    if (!asBefore) accepted(judgeSale(offer, today))
    if (chosen.has(plan.code)) return refused({ code: 'plan-chosen-twice', plan: plan.name })
    chosen.add(plan.code)
    if (shares > plan.shares.max) {
      return refused({ code: 'shares-above-most', plan: plan.name, shares, most: plan.shares.max })
    }
    return { stored, shares }
  })
}
