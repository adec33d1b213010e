import { sql, type RawBuilder } from 'kysely'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { EnrolmentId, OrganisationId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { ChosenPlan } from './enrolment-plan-store.ts'

type Whose = {
  readonly enrolmentId: EnrolmentId
  readonly unitId: OrganisationId
  /** First day of someone new in this enrolment. */
  readonly firstDay: CalendarDate
}

/**
 * Standing cover of a plan at the unit beside a roster: holds of its other enrolments, and covers of other people that
 * still run on the first day of someone in the roster. Covers of the roster's own people are being renewed and never
 * count, nor does anything that ends before the new covers begin. Source: decisions, "Standing cover".
 */
function standingOthers(
  tx: Transaction,
  { enrolmentId, unitId, firstDay }: Whose,
  planCode: string,
): RawBuilder<unknown> {
  const roster = sql`roster_people r where r.enrolment_id = ${enrolmentId} and r.plan_code = ${planCode}
    and ${inScope(tx, 'r.place')}`
  return sql`(with others as (
      select c.person_id, c.shares, c.period from covers c
       where c.unit_id = ${unitId} and c.plan_code = ${planCode} and upper(c.period) > ${firstDay}::date
         and ${inScope(tx, 'c.place')}
      union all
      select h.person_id, h.shares, null from enrolment_holds h join enrolments e on e.id = h.enrolment_id
       where e.unit_id = ${unitId} and e.id <> ${enrolmentId} and h.plan_code = ${planCode} and ${inScope(tx, 'e.place')}
    ), first_days as materialized (
      select distinct greatest(${firstDay}::date, l.ends_on + 1) as day
        from (select r.person_id from ${roster}) member left join latest_covers(
          (select array_agg(r.person_id) from ${roster}), ${planCode}) l using (person_id)
    )
    select o.person_id, o.shares from others o
     where (o.period is null or exists (select from first_days f where o.period @> f.day))
       and not exists (select from ${roster} and r.person_id = o.person_id)) standing`
}

/** Shares that standing cover of others at the unit has and the enrolment has not; undefined where all have the same. */
export async function findOtherShares(
  tx: Transaction,
  whose: Whose,
  { plan, shares }: ChosenPlan,
): Promise<number | undefined> {
  const { rows } = await sql<{ shares: number }>`select shares from ${standingOthers(tx, whose, plan.code)}
    where shares <> ${shares} order by shares limit 1`.execute(tx.db)
  return rows[0]?.shares
}

/** People with standing cover of the plan at the unit who are not in the roster. */
export async function countStandingOthers(tx: Transaction, whose: Whose, { plan }: ChosenPlan): Promise<number> {
  const { rows } = await sql<{ people: number }>`select count(distinct person_id)::int as people
    from ${standingOthers(tx, whose, plan.code)}`.execute(tx.db)
  return rows[0]?.people ?? 0
}
