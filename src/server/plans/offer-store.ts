import { sql, type RawBuilder } from 'kysely'
import type { Offer } from '../../domain/plans/offer.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Id, OrganisationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found } from '../refusal.ts'
import { getPlanVersion } from './plan-store.ts'

export type OfferId = Id<'offer'>

/** An offer of an office with the plan version that it sells. */
export type StoredOffer = {
  readonly id: OfferId
  readonly officeId: OrganisationId
  readonly planVersionId: PlanVersionId
  readonly plan: PlanVersion
  readonly offer: Offer
}

export type NewOffer = {
  readonly officeId: OrganisationId
  readonly planVersionId: PlanVersionId
  readonly saleFrom: CalendarDate
  readonly saleTo?: CalendarDate
  readonly calendarYear?: number
}

/** Adds an offer of an office within the caller's scope. */
export async function saveOffer(tx: Transaction, wanted: NewOffer): Promise<OfferId> {
  const { officeId, planVersionId, saleFrom, saleTo = null, calendarYear = null } = wanted
  const id = newId<OfferId>()
  const { rows } =
    await sql`insert into offers (id, organisation_id, place, high, plan_version_id, plan_code, sale_from, sale_to,
      calendar_year, created_at)
    select ${id}, o.id, o.low, o.high, v.id, v.code, ${saleFrom}, ${saleTo}, ${calendarYear}, ${new Date(tx.now)}
      from organisations o, plan_versions v
     where o.id = ${officeId} and v.id = ${planVersionId} and ${inScope(tx, 'o.low')} returning id`.execute(tx.db)
  found(rows[0])
  return id
}

type OfferRow = {
  id: OfferId
  office_id: OrganisationId
  plan_version_id: PlanVersionId
  plan_code: string
  version: string
  sale_from: CalendarDate
  sale_to: CalendarDate | null
  calendar_year: number | null
}

/** Offers of the offices above the caller, and of those below. */
function inReach(tx: Transaction): RawBuilder<boolean> {
  if (!tx.filtering) return sql<boolean>`true`
  return sql<boolean>`((o.place <= ${tx.scope.low} and o.high >= ${tx.scope.high}) or ${inScope(tx, 'o.place')})`
}

async function selectOffers(tx: Transaction, where: RawBuilder<unknown>): Promise<StoredOffer[]> {
  const { rows } =
    await sql<OfferRow>`select o.id, o.organisation_id as office_id, o.plan_version_id, o.plan_code, v.version,
      o.sale_from, o.sale_to, o.calendar_year
    from offers o join plan_versions v on v.id = o.plan_version_id
    where ${inReach(tx)} and ${where} order by o.plan_code, o.sale_from, o.id`.execute(tx.db)
  return Promise.all(rows.map((row) => offerOf(tx, row)))
}

async function offerOf(tx: Transaction, row: OfferRow): Promise<StoredOffer> {
  const plan = await getPlanVersion(tx, row.plan_version_id)
  const offer: Offer = {
    planCode: row.plan_code,
    version: row.version,
    sellsFrom: row.sale_from,
    ...(row.sale_to ? { sellsUntil: row.sale_to } : {}),
    ...(row.calendar_year ? { calendarYear: row.calendar_year } : {}),
  }
  return { id: row.id, officeId: row.office_id, planVersionId: row.plan_version_id, plan, offer }
}

/** Offers that are on sale on a business day. */
export async function listOffersOn(tx: Transaction, on: CalendarDate): Promise<StoredOffer[]> {
  return selectOffers(tx, sql`o.sale_from <= ${on} and (o.sale_to is null or o.sale_to >= ${on})`)
}

/** Given offers, on sale or not; answers those in reach of the caller. */
export async function getOffers(tx: Transaction, ids: readonly string[]): Promise<StoredOffer[]> {
  return selectOffers(tx, sql`o.id = any(${ids}::uuid[])`)
}
