import { sql } from 'kysely'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { CopyValue } from '../db/copy-rows.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { createIncoming, INCOMING, INCOMING_COLUMNS, incomingValues, type Place } from './incoming-rows.ts'
import type { RowOutcome } from './judge-people.ts'
import type { JudgingRules } from './roster-rules.ts'
import { followRecords, savePeople, saveRoster } from './store-import.ts'

export type Arrival = Place & { readonly outcome: RowOutcome }

/** Fills the table of incoming rows with a few, by hand instead of by COPY. */
export async function fillIncoming(
  tx: Transaction,
  crypto: CryptoProvider,
  arrivals: readonly Arrival[],
): Promise<void> {
  await sql`drop table if exists ${sql.table(INCOMING)}`.execute(tx.db)
  await createIncoming(tx)
  const rows = arrivals.map((arrival) => recordOf(incomingValues(crypto, arrival, arrival.outcome)))
  await sql`insert into ${sql.table(INCOMING)} select * from jsonb_populate_recordset(null::incoming_rows,
    ${JSON.stringify(rows)}::jsonb)`.execute(tx.db)
}

/** The records that the incoming rows of this moment name. */
export const INCOMING_RECORDS = sql`select person_id, people_id from ${sql.table(INCOMING)} where accepted`

function recordOf(values: readonly CopyValue[]): Record<string, CopyValue> {
  const named = INCOMING_COLUMNS.map((column, at) => {
    const value = values[at] ?? null
    return [column, value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value] as const
  })
  return Object.fromEntries(named)
}

/** Takes accepted people into a roster after its last row; `batchId` is the import that their rows came with. */
export async function bringIn(
  tx: Transaction,
  crypto: CryptoProvider,
  rules: JudgingRules,
  arrivals: readonly Arrival[],
  batchId: ImportBatchId | null,
): Promise<void> {
  const { enrolmentId, standing } = rules
  await fillIncoming(tx, crypto, arrivals)
  const { rows } = await sql<{
    last: number
  }>`update enrolment_plans set last_row_number = last_row_number + ${arrivals.length}
    where enrolment_id = ${enrolmentId} and plan_code = ${standing.plan.code} and ${inScope(tx, 'place')}
    returning last_row_number - ${arrivals.length}::int as last`.execute(tx.db)
  await savePeople(tx, rules)
  await saveRoster(tx, rules, batchId, rows[0]?.last ?? 0)
  await followRecords(tx, rules, INCOMING_RECORDS)
  await recount(tx, rules)
}

/** Sets the counters of a roster to what it holds, after changes by hand. One that was emptied begins again at row 1. */
export async function recount(tx: Transaction, { enrolmentId, standing: { plan } }: JudgingRules): Promise<void> {
  await sql`update enrolment_plans e set people = n.people, women = n.women, over_age = n.over_age,
      high_risk = n.high_risk, renewing = n.renewing, high_risk_renewing = n.high_risk_renewing, warned = n.warned,
      last_row_number = case when n.people = 0 then 0 else e.last_row_number end
    from (select count(*)::int as people, count(*) filter (where p.sex = 'female')::int as women,
        count(*) filter (where r.over_age)::int as over_age,
        count(*) filter (where r.risk_class = 'high-risk')::int as high_risk,
        count(*) filter (where r.renewing)::int as renewing,
        count(*) filter (where r.renewing and r.risk_class = 'high-risk')::int as high_risk_renewing,
        count(*) filter (where r.warnings <> '{}')::int as warned
      from roster_people r join people p on p.id = r.people_id
      where r.enrolment_id = ${enrolmentId} and r.plan_code = ${plan.code} and ${inScope(tx, 'r.place')}) n
    where e.enrolment_id = ${enrolmentId} and e.plan_code = ${plan.code} and ${inScope(tx, 'e.place')}`.execute(tx.db)
}
