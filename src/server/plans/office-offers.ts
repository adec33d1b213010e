import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type {
  addOffer as addEndpoint,
  endOffer as endEndpoint,
  listOfficeOffers as listEndpoint,
} from '../../contract/plans.ts'
import { judgeOfferEnd } from '../../domain/plans/offer.ts'
import { parseDate, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { OrganisationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, found, refused } from '../refusal.ts'
import { saveOffer, type OfferId } from './offer-store.ts'

type Answer = OutputOf<typeof listEndpoint>

/** What an office sells, sold and will sell, and the plan versions that it may offer. */
export async function listOfficeOffers(tx: Transaction, organisationId: string): Promise<Answer> {
  const { rows: offers } = await sql<
    Answer['offers'][number]
  >`select o.id, o.plan_code as "planCode", v.name as "planName",
      v.version, o.sale_from as "saleFrom", o.sale_to as "saleTo", o.calendar_year as "calendarYear"
    from offers o join plan_versions v on v.id = o.plan_version_id
    where o.organisation_id = ${organisationId} and ${inScope(tx, 'o.place')} order by o.plan_code, o.sale_from desc, o.id`.execute(
    tx.db,
  )
  const { rows: versions } = await sql<Answer['versions'][number]>`select id, code, name, version from plan_versions
    order by code, loaded_at desc`.execute(tx.db)
  return { offers, versions }
}

/** Offers a plan version; two offers of one plan by one office never overlap for the same calendar year. */
export async function addOffer(tx: Transaction, input: InputOf<typeof addEndpoint>): Promise<{ id: OfferId }> {
  const { organisationId, planVersionId, calendarYear } = input
  const saleFrom = accepted(parseDate(input.saleFrom))
  const saleTo = input.saleTo === undefined ? undefined : accepted(parseDate(input.saleTo))
  if (saleTo !== undefined && saleTo < saleFrom) return refused({ code: 'sale-ends-before-start' })
  const { rows: office } = await sql<{ place: number }>`select low as place from organisations
    where id = ${organisationId} and kind in ('head', 'office') and ${inScope(tx, 'low')} for update`.execute(tx.db)
  const { place } = found(office[0])
  await refuseOverlap(tx, organisationId, planVersionId, { saleFrom, saleTo, calendarYear })
  const id = await saveOffer(tx, {
    officeId: organisationId as OrganisationId,
    planVersionId: planVersionId as PlanVersionId,
    saleFrom,
    ...(saleTo ? { saleTo } : {}),
    ...(calendarYear ? { calendarYear } : {}),
  })
  await record(tx, {
    action: 'plans.add-offer',
    subject: id,
    place,
    facts: { saleFrom, calendarYear: calendarYear ?? null },
  })
  return { id }
}

type Window = {
  readonly saleFrom: CalendarDate
  readonly saleTo: CalendarDate | undefined
  readonly calendarYear: number | undefined
}

async function refuseOverlap(
  tx: Transaction,
  organisationId: string,
  planVersionId: string,
  { saleFrom, saleTo, calendarYear }: Window,
  except?: string,
): Promise<void> {
  const { rows } = await sql<{ from: CalendarDate }>`select o.sale_from as "from" from offers o
    join plan_versions v on v.id = ${planVersionId} and v.code = o.plan_code
    where o.organisation_id = ${organisationId} and ${inScope(tx, 'o.place')}
      and o.id is distinct from ${except ?? null}::uuid and o.calendar_year is not distinct from ${calendarYear ?? null}
      and daterange(o.sale_from, o.sale_to, '[]') && daterange(${saleFrom}, ${saleTo ?? null}, '[]') limit 1`.execute(
    tx.db,
  )
  const [other] = rows
  if (other) refused({ code: 'offer-overlaps', from: other.from })
}

type SoldOffer = {
  place: number
  organisationId: string
  planVersionId: string
  saleFrom: CalendarDate
  saleTo: CalendarDate | null
  calendarYear: number | null
}

/**
 * Sets the last day of sale, today by the clock of the server where none is given; what was sold goes on. A later day for
 * an offer that was to end may not reach into another one.
 */
export async function endOffer(tx: Transaction, { id, saleTo }: InputOf<typeof endEndpoint>): Promise<{ done: true }> {
  const offer = await lockOffer(tx, id)
  const { place, organisationId, planVersionId, saleFrom } = offer
  const asked = saleTo === undefined ? undefined : accepted(parseDate(saleTo))
  const sale = { sellsFrom: saleFrom, ...(offer.saleTo !== null && { sellsUntil: offer.saleTo }) }
  const last = accepted(judgeOfferEnd(sale, asked, businessDay(tx.now)))
  const window = { saleFrom, saleTo: last, calendarYear: offer.calendarYear ?? undefined }
  await refuseOverlap(tx, organisationId, planVersionId, window, id)
  await sql`update offers set sale_to = ${last} where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await record(tx, { action: 'plans.end-offer', subject: id, place, facts: { saleTo: last } })
  return { done: true }
}

/** The offer, with its office locked first as `addOffer` does: offers of one office change one after the other. */
async function lockOffer(tx: Transaction, id: string): Promise<SoldOffer> {
  await sql`select id from organisations
    where id = (select organisation_id from offers where id = ${id} and ${inScope(tx, 'place')})
      and ${inScope(tx, 'low')} for update`.execute(tx.db)
  const { rows } = await sql<SoldOffer>`select place, organisation_id as "organisationId",
      plan_version_id as "planVersionId", sale_from as "saleFrom", sale_to as "saleTo", calendar_year as "calendarYear"
    from offers where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return found(rows[0])
}
