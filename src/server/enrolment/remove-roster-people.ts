import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { removeRosterPeople as endpoint } from '../../contract/roster.ts'
import type { EnrolmentId, ImportBatchId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { recount } from './bring-in.ts'
import { judgeLaterRows } from './judge-later-rows.ts'
import { lockRoster } from './roster-being-edited.ts'

type Removed = { batchId: ImportBatchId | null; batchRow: number | null }

/**
 * Removes given people, or everybody. Refused rows that repeated one of the given people are judged again; where
 * everybody goes, nobody comes in their place.
 */
export async function removeRosterPeople(
  tx: Transaction,
  { crypto }: Services,
  { id, planCode, people }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const { enrolment, rules } = await lockRoster(tx, id as EnrolmentId, planCode)
  const chosen = people ? sql`id = any(${people}::uuid[])` : sql`true`
  const { rows } =
    await sql<Removed>`delete from roster_people where enrolment_id = ${enrolment.id} and plan_code = ${planCode}
    and ${chosen} and ${inScope(tx, 'place')} returning batch_id as "batchId", batch_row as "batchRow"`.execute(tx.db)
  await recount(tx, rules)
  const cameInstead: number[] = []
  if (people) {
    for (const [batch, gone] of byBatch(rows)) {
      cameInstead.push(...(await judgeLaterRows(tx, crypto, rules, batch, gone)))
    }
  }
  const came = cameInstead.length
  const facts = { plan: planCode, people: rows.length, everybody: people === undefined, ...(came > 0 && { came }) }
  await record(tx, { action: 'enrolment.remove-roster-people', subject: enrolment.id, place: enrolment.place, facts })
  return { removed: rows.length, cameInstead }
}

function byBatch(rows: readonly Removed[]): ReadonlyMap<ImportBatchId, number[]> {
  const batches = new Map<ImportBatchId, number[]>()
  for (const { batchId, batchRow } of rows) {
    if (!batchId || batchRow === null) continue
    batches.set(batchId, [...(batches.get(batchId) ?? []), batchRow])
  }
  return batches
}
