import { sql } from 'kysely'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

/** How many of some people the unit itself holds by other enrolments in flight, and their numbers. */
export type OwnHolders = { readonly ownPeople: number; readonly ownNumbers: string }

/** Whom the unit holds itself need not be asked for at the office: the enrolments are named. */
export async function ownHolders(
  tx: Transaction,
  { id, unitId }: StoredEnrolment,
  held: readonly string[],
): Promise<OwnHolders | undefined> {
  const { rows } = await sql<OwnHolders>`select count(distinct r.id)::int as "ownPeople",
      string_agg(distinct e.number, '、') as "ownNumbers"
    from enrolments e join roster_people o on o.enrolment_id = e.id
    join roster_people r on r.person_id = o.person_id and r.plan_code = o.plan_code
    where e.unit_id = ${unitId} and e.id <> ${id} and e.state in ('submitted', 'invoicing', 'payment')
      and r.id = any(${held}::uuid[]) and ${inScope(tx, 'e.place')} and ${inScope(tx, 'o.place')}
      and ${inScope(tx, 'r.place')}`.execute(tx.db)
  const [own] = rows
  return own && own.ownPeople > 0 ? own : undefined
}
