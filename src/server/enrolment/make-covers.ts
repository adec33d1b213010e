import { sql } from 'kysely'
import { coverPeriodOf, type CoverPeriod, type EarlierCover } from '../../domain/plans/effective-date.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import { addDays, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { CertificateId, EnrolmentId, OrganisationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { accepted } from '../refusal.ts'

export type CoverOrder = {
  readonly enrolmentId: EnrolmentId
  readonly unitId: OrganisationId
  readonly place: number
  readonly plan: PlanVersion
  readonly planVersionId: PlanVersionId
  readonly shares: number
  readonly calendarYear: number | null
  readonly confirmedOn: CalendarDate
}

export type PreparedCovers = { readonly heads: number; readonly firstDay: CalendarDate; readonly lastDay: CalendarDate }

/** Persons of one roster with the end of their last cover, and the periods that follow from each such end. */
const INSURED = 'insured_now'
const PERIODS = 'periods_now'
const CHUNK = 20_000

/**
 * Works out when cover begins and ends for everyone of one plan of an enrolment. The rule is asked once per distinct
 * earlier cover, not per person; `insertCovers` then joins. Holds keep every other enrolment away from these persons.
 * People are numbered anew: what was deleted while the roster was entered leaves no gap in a letter.
 */
export async function prepareCovers(tx: Transaction, order: CoverOrder): Promise<PreparedCovers> {
  await sql`drop table if exists pg_temp.${sql.table(INSURED)}, pg_temp.${sql.table(PERIODS)}`.execute(tx.db)
  await sql`create temporary table ${sql.table(INSURED)} on commit drop as
    select r.person_id, r.people_id, (row_number() over (order by r.row_number))::int as row_number, r.risk_class,
        l.ends_on, l.continuous_since
      from roster_people r
      left join latest_covers((select array_agg(o.person_id) from roster_people o
        where o.enrolment_id = ${order.enrolmentId} and o.plan_code = ${order.plan.code}
          and ${inScope(tx, 'o.place')}), ${order.plan.code}) l using (person_id)
     where r.enrolment_id = ${order.enrolmentId} and r.plan_code = ${order.plan.code}
       and ${inScope(tx, 'r.place')}`.execute(tx.db)
  const { rows } = await sql<{ endsOn: CalendarDate | null; continuousSince: CalendarDate | null; heads: number }>`
    select ends_on as "endsOn", continuous_since as "continuousSince", count(*)::int as heads
      from ${sql.table(INSURED)} group by 1, 2`.execute(tx.db)
  const periods = rows.map(({ endsOn, continuousSince }) => {
    const earlier = endsOn && continuousSince ? { endsOn, continuousSince } : undefined
    return { earlier, period: periodFor(order, earlier) }
  })
  await sql`create temporary table ${sql.table(PERIODS)} on commit drop as
    select * from jsonb_to_recordset(${JSON.stringify(periods.map(periodRow))}) as
      given (earlier_end date, earlier_since date, first_day date, after_last date, continuous_since date)`.execute(
    tx.db,
  )
  const days = periods.map(({ period }) => period)
  return {
    heads: rows.reduce((sum, row) => sum + row.heads, 0),
    firstDay: days.map(({ effectiveOn }) => effectiveOn).toSorted()[0] ?? order.confirmedOn,
    lastDay:
      days
        .map(({ endsOn }) => endsOn)
        .toSorted()
        .at(-1) ?? order.confirmedOn,
  }
}

function periodFor({ plan, confirmedOn, calendarYear }: CoverOrder, earlier: EarlierCover | undefined): CoverPeriod {
  return accepted(coverPeriodOf(plan, confirmedOn, earlier, calendarYear ?? undefined))
}

function periodRow({ earlier, period }: { earlier: EarlierCover | undefined; period: CoverPeriod }) {
  return {
    earlier_end: earlier?.endsOn ?? null,
    earlier_since: earlier?.continuousSince ?? null,
    first_day: period.effectiveOn,
    after_last: addDays(period.endsOn, 1),
    continuous_since: period.continuousSince,
  }
}

/** Writes the prepared covers, chunk by chunk so that progress can be told; all or none with the transaction. */
export async function insertCovers(
  tx: Transaction,
  order: CoverOrder,
  certificateId: CertificateId,
  told: (written: number) => Promise<void>,
): Promise<number> {
  const { rows: bounds } = await sql<{
    last: number | null
  }>`select max(row_number) as last from ${sql.table(INSURED)}`.execute(tx.db)
  const last = bounds[0]?.last ?? 0
  let written = 0
  for (let from = 0; from <= last; from += CHUNK) {
    const { numAffectedRows = 0n } = await sql`insert into covers (id, person_id, people_id, unit_id, place, plan_code,
        plan_version_id, category, period, shares, risk_class, continuous_since, enrolment_id, certificate_id, row_number)
      select new_id(${new Date(tx.now)}), i.person_id, i.people_id, ${order.unitId}, ${order.place}, ${order.plan.code},
        ${order.planVersionId}, ${order.plan.category}, daterange(p.first_day, p.after_last), ${order.shares}, i.risk_class,
        p.continuous_since, ${order.enrolmentId}, ${certificateId}, i.row_number
      from ${sql.table(INSURED)} i join ${sql.table(PERIODS)} p on p.earlier_end is not distinct from i.ends_on
        and p.earlier_since is not distinct from i.continuous_since
      where i.row_number >= ${from} and i.row_number < ${from + CHUNK}`.execute(tx.db)
    written += Number(numAffectedRows)
    await told(written)
  }
  return written
}
