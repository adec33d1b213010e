import { sql } from 'kysely'
import type { Offer } from '../../domain/plans/offer.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import type { EnrolmentId, PlanVersionId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getOffers, type OfferId, type StoredOffer } from '../plans/offer-store.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found } from '../refusal.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

/** A plan that an enrolment has chosen, with the counters of its roster. */
export type ChosenPlan = {
  readonly plan: PlanVersion
  readonly planVersionId: PlanVersionId
  readonly offerId: OfferId
  readonly shares: number
  readonly calendarYear: number | undefined
  readonly people: number
  readonly women: number
  readonly overAge: number
  readonly highRisk: number
  readonly renewing: number
  readonly highRiskRenewing: number
  /** People with warnings. */
  readonly warned: number
  readonly lastRowNumber: number
}

type Row = Omit<ChosenPlan, 'plan' | 'calendarYear'> & {
  readonly enrolmentId: EnrolmentId
  readonly calendarYear: number | null
}

/** The chosen plans of an enrolment, by code. */
export async function listChosenPlans(tx: Transaction, id: EnrolmentId): Promise<ChosenPlan[]> {
  return (await listChosenPlansOf(tx, [id])).get(id) ?? []
}

/** The chosen plans of several enrolments, by code; one query for all. */
export async function listChosenPlansOf(
  tx: Transaction,
  ids: readonly EnrolmentId[],
): Promise<ReadonlyMap<EnrolmentId, ChosenPlan[]>> {
  const { rows } = await sql<Row>`select enrolment_id as "enrolmentId", plan_version_id as "planVersionId",
      offer_id as "offerId", shares, calendar_year as "calendarYear", people, women, over_age as "overAge",
      high_risk as "highRisk", renewing, high_risk_renewing as "highRiskRenewing", warned,
      last_row_number as "lastRowNumber"
    from enrolment_plans where enrolment_id = any(${ids}::uuid[]) and ${inScope(tx, 'place')} order by plan_code`.execute(
    tx.db,
  )
  const chosen = new Map<EnrolmentId, ChosenPlan[]>()
  for (const { enrolmentId, calendarYear, ...row } of rows) {
    const plan = await getPlanVersion(tx, row.planVersionId)
    const plans = chosen.get(enrolmentId) ?? []
    chosen.set(enrolmentId, [...plans, { ...row, plan, calendarYear: calendarYear ?? undefined }])
  }
  return chosen
}

/** One chosen plan of an enrolment by its code. */
export async function getChosenPlan(tx: Transaction, id: EnrolmentId, planCode: string): Promise<ChosenPlan> {
  return found((await listChosenPlans(tx, id)).find(({ plan }) => plan.code === planCode))
}

/** The offers under which the plans were chosen, by id. */
export async function offersOf(tx: Transaction, plans: readonly ChosenPlan[]): Promise<ReadonlyMap<OfferId, Offer>> {
  const offers = await getOffers(
    tx,
    plans.map(({ offerId }) => offerId),
  )
  return new Map(offers.map(({ id, offer }) => [id, offer]))
}

/** Adds a plan, or changes its offer and shares; its roster stays. */
export async function savePlan(
  tx: Transaction,
  enrolment: StoredEnrolment,
  { id, plan, planVersionId, offer }: StoredOffer,
  shares: number,
): Promise<void> {
  await sql`insert into enrolment_plans (enrolment_id, plan_code, place, plan_version_id, offer_id, shares, calendar_year)
    values (${enrolment.id}, ${plan.code}, ${enrolment.place}, ${planVersionId}, ${id}, ${shares}, ${offer.calendarYear ?? null})
    on conflict (enrolment_id, plan_code) do update set plan_version_id = excluded.plan_version_id,
      offer_id = excluded.offer_id, shares = excluded.shares, calendar_year = excluded.calendar_year`.execute(tx.db)
}

/** Takes a plan out with its roster; its refused rows are left out for good. */
export async function removePlan(tx: Transaction, { id }: StoredEnrolment, planCode: string): Promise<void> {
  await sql`delete from refused_rows where enrolment_id = ${id} and plan_code = ${planCode}
    and ${inScope(tx, 'place')}`.execute(tx.db)
  await sql`delete from roster_people where enrolment_id = ${id} and plan_code = ${planCode}
    and ${inScope(tx, 'place')}`.execute(tx.db)
  await sql`delete from enrolment_plans where enrolment_id = ${id} and plan_code = ${planCode}
    and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** Whether an import of this plan (of any, without a code) is running or waits to be confirmed. */
export async function countRunningImports(tx: Transaction, id: EnrolmentId, planCode?: string): Promise<number> {
  const { rows } = await sql<{ running: number }>`select count(*)::int as running from import_batches
    where enrolment_id = ${id} and state in ('uploaded', 'running', 'needs-confirmation')
      and plan_code = coalesce(${planCode ?? null}, plan_code) and ${inScope(tx, 'place')}`.execute(tx.db)
  return rows[0]?.running ?? 0
}
