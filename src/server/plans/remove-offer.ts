import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { removeOffer as endpoint } from '../../contract/plans.ts'
import { judgeOfferRemoval } from '../../domain/plans/offer.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, found } from '../refusal.ts'

type Row = { place: number; planVersionId: string; sellsFrom: CalendarDate; calendarYear: number | null }

/** Takes an offer out before its first day, since only then has nobody been able to choose it. */
export async function removeOffer(
  tx: Transaction,
  { id }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const { rows } = await sql<Row>`select place, plan_version_id as "planVersionId", sale_from as "sellsFrom",
      calendar_year as "calendarYear"
    from offers where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  const { place, planVersionId, sellsFrom, calendarYear } = found(rows[0])
  accepted(judgeOfferRemoval({ sellsFrom }, businessDay(tx.now)))
  await sql`delete from offers where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await record(tx, {
    action: 'plans.remove-offer',
    subject: id,
    place,
    facts: { planVersionId, saleFrom: sellsFrom, calendarYear },
  })
  return { done: true }
}
