import { sql } from 'kysely'
import type { EnrolmentReceiptLine } from '../../domain/enrolment/receipt.ts'
import { enrolmentReceipt } from '../../domain/enrolment/receipt.ts'
import { needsStandingOthers, type PlanFacts, type SubmissionFacts } from '../../domain/enrolment/submission.ts'
import type { Offer } from '../../domain/plans/offer.ts'
import type { RiskClass } from '../../domain/plans/plan-version.ts'
import { addDays } from '../../domain/shared/calendar-date.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { listAttachments } from './attachment-store.ts'
import { countRunningImports, listChosenPlans, offersOf, type ChosenPlan } from './enrolment-plan-store.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

/** Everything about an enrolment as a whole that its submission is judged by. */
export async function readSubmissionFacts(tx: Transaction, enrolment: StoredEnrolment): Promise<SubmissionFacts> {
  const chosen = await listChosenPlans(tx, enrolment.id)
  const offers = await offersOf(tx, chosen)
  const staff = {
    ...(enrolment.staffCount === null ? {} : { staffCount: enrolment.staffCount }),
    ...(enrolment.womenCount === null ? {} : { womenCount: enrolment.womenCount }),
  }
  const plans: PlanFacts[] = []
  for (const plan of chosen) plans.push(await planFacts(tx, enrolment, plan, found(offers.get(plan.offerId)), staff))
  const attachments = await listAttachments(tx, enrolment.id)
  return {
    staffCount: staff.staffCount,
    womenCount: staff.womenCount,
    plans,
    attachments: new Set(attachments.map(({ kind }) => kind)),
    importsRunning: await countRunningImports(tx, enrolment.id),
  }
}

async function planFacts(
  tx: Transaction,
  { id, unitId }: StoredEnrolment,
  chosen: ChosenPlan,
  offer: Offer,
  staff: { readonly staffCount?: number; readonly womenCount?: number },
): Promise<PlanFacts> {
  const { plan, shares, people, women, overAge } = chosen
  const standingShares = await findStandingShares(tx, { id, unitId }, plan.code)
  const counted = standingShares !== undefined && needsStandingOthers({ plan, people }, staff)
  const standingOthers = counted ? await countStandingOthers(tx, { id, unitId }, plan.code) : 0
  return { plan, offer, shares, people, women, overAge, standingOthers, standingShares }
}

type Whose = Pick<StoredEnrolment, 'id' | 'unitId'>

/** Cover of the unit that still runs on the first day of a new one, and people of its other enrolments in flight. */
function standing(tx: Transaction, { id, unitId }: Whose, planCode: string) {
  const on = addDays(businessDay(tx.now), 1)
  return sql<{ person_id: string; shares: number }>`
    select c.person_id, c.shares from covers c
     where c.unit_id = ${unitId} and c.plan_code = ${planCode} and c.period @> ${on}::date and ${inScope(tx, 'c.place')}
    union all
    select h.person_id, h.shares from enrolment_holds h join enrolments e on e.id = h.enrolment_id
     where e.unit_id = ${unitId} and e.id <> ${id} and h.plan_code = ${planCode} and ${inScope(tx, 'e.place')}`
}

async function findStandingShares(tx: Transaction, whose: Whose, planCode: string): Promise<number | undefined> {
  const { rows } = await sql<{
    shares: number
  }>`select shares from (${standing(tx, whose, planCode)}) s limit 1`.execute(tx.db)
  return rows[0]?.shares
}

async function countStandingOthers(tx: Transaction, whose: Whose, planCode: string): Promise<number> {
  const { rows } = await sql<{ people: number }>`select count(distinct s.person_id)::int as people
    from (${standing(tx, whose, planCode)}) s
    where not exists (select from roster_people r where r.enrolment_id = ${whose.id} and r.plan_code = ${planCode}
      and r.person_id = s.person_id)`.execute(tx.db)
  return rows[0]?.people ?? 0
}

type Heads = { plan_code: string; risk_class: RiskClass; renewing: boolean; heads: number }

/** The receipt as the rosters stand now; from submission on the frozen one counts. */
export async function currentReceipt(
  tx: Transaction,
  id: EnrolmentId,
  plans: readonly ChosenPlan[],
): Promise<EnrolmentReceiptLine[]> {
  const { rows } = await sql<Heads>`select plan_code, risk_class, renewing, count(*)::int as heads from roster_people
    where enrolment_id = ${id} and ${inScope(tx, 'place')} group by plan_code, risk_class, renewing`.execute(tx.db)
  const heads = new Map(
    rows.map((row) => [`${row.plan_code} ${row.risk_class} ${row.renewing ? 'renewing' : 'new'}`, row.heads]),
  )
  return enrolmentReceipt(
    plans.map(({ plan, shares }) => ({
      plan,
      shares,
      headsOf: ({ riskClass, standing }) => heads.get(`${plan.code} ${riskClass} ${standing}`) ?? 0,
    })),
  )
}
