import { sql } from 'kysely'
import { REFUSING_CODES, type RosterProblemCode } from '../../domain/enrolment/roster-problems.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'

const REFUSING = sql`${[...REFUSING_CODES]}::text[]`

/** Warnings of `r` without what an earlier 【完成】 found, and with what this one did: `found` is a code or null. */
export function warningsWith(found: ReturnType<typeof sql>): ReturnType<typeof sql> {
  return sql`case when ${found} is null and not r.warnings && ${REFUSING} then r.warnings
    else array_remove(array(select w from unnest(r.warnings) w where w <> all(${REFUSING})) || ${found}, null) end`
}

/** Says beside these people of an enrolment why 【完成】 could not take them, and beside nobody else. */
export async function markRefused(
  tx: Transaction,
  id: EnrolmentId,
  people: readonly string[],
  code: RosterProblemCode,
): Promise<void> {
  const found = sql`(case when r.id = any(${people}::uuid[]) then ${code}::text end)`
  await sql`update roster_people r set warnings = ${warningsWith(found)}
    where r.enrolment_id = ${id} and (r.id = any(${people}::uuid[]) or r.warnings && ${REFUSING})
      and ${inScope(tx, 'r.place')}`.execute(tx.db)
}
