import type { EnrolmentReceiptLine } from '../../domain/enrolment/receipt.ts'
import { enrolmentReceipt, headsOf } from '../../domain/enrolment/receipt.ts'
import { needsStandingOthers, type PlanFacts, type SubmissionFacts } from '../../domain/enrolment/submission.ts'
import type { Offer } from '../../domain/plans/offer.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { listAttachments } from './attachment-store.ts'
import { countRunningImports, listChosenPlans, offersOf, type ChosenPlan } from './enrolment-plan-store.ts'
import type { StoredEnrolment } from './enrolment-store.ts'
import { firstDayOfNew } from './roster-rules.ts'
import { countStandingOthers, findOtherShares } from './standing-others.ts'

/** Everything about an enrolment as a whole that its submission on a business day is judged by. */
export async function readSubmissionFacts(
  tx: Transaction,
  enrolment: StoredEnrolment,
  on: CalendarDate,
): Promise<SubmissionFacts> {
  const chosen = await listChosenPlans(tx, enrolment.id)
  const offers = await offersOf(tx, chosen)
  const staff = {
    ...(enrolment.staffCount === null ? {} : { staffCount: enrolment.staffCount }),
    ...(enrolment.womenCount === null ? {} : { womenCount: enrolment.womenCount }),
  }
  const plans: PlanFacts[] = []
  for (const plan of chosen)
    plans.push(await planFacts(tx, enrolment, plan, { offer: found(offers.get(plan.offerId)), staff, on }))
  const attachments = await listAttachments(tx, enrolment.id)
  return {
    staffCount: staff.staffCount,
    womenCount: staff.womenCount,
    plans,
    attachments: new Set(attachments.map(({ kind }) => kind)),
    importsRunning: await countRunningImports(tx, enrolment.id),
  }
}

type Given = {
  readonly offer: Offer
  readonly staff: { readonly staffCount?: number; readonly womenCount?: number }
  readonly on: CalendarDate
}

async function planFacts(
  tx: Transaction,
  { id, unitId }: StoredEnrolment,
  chosen: ChosenPlan,
  { offer, staff, on }: Given,
): Promise<PlanFacts> {
  const { plan, shares, people, women, overAge } = chosen
  const whose = { enrolmentId: id, unitId, firstDay: firstDayOfNew(chosen, on) }
  const standingShares = plan.shares.uniformWithinUnit ? await findOtherShares(tx, whose, chosen) : undefined
  const counted = needsStandingOthers({ plan, people }, staff)
  const standingOthers = counted ? await countStandingOthers(tx, whose, chosen) : 0
  return { plan, offer, shares, people, women, overAge, standingOthers, standingShares }
}

/** The receipt as the rosters stand now; from submission on the frozen one counts. */
export function currentReceipt(plans: readonly ChosenPlan[]): EnrolmentReceiptLine[] {
  return enrolmentReceipt(
    plans.map((chosen) => ({
      plan: chosen.plan,
      shares: chosen.shares,
      headsOf: (priceClass) => headsOf(chosen, priceClass),
    })),
  )
}
