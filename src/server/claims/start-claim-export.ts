import type { startClaimExport as endpoint } from '../../contract/claim-exports.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { beginExport, COUNTED_ROWS } from '../../domain/claims/export-rules.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { lockAttempts } from '../accounts/attempt-store.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { countClaims, queriedClaims } from './claim-export-query.ts'
import { countExports, insertExport } from './export-store.ts'
import { EXPORT_CLAIMS } from './export-task.ts'

/**
 * 导出: notes what was queried and leaves the writing to a job; what shall leave in full waits for a second person. The
 * journal says how much, why, and whether the account exports conspicuously often.
 */
export async function startClaimExport(
  tx: Transaction,
  { crypto }: Services,
  { reason = '', ...query }: InputOf<typeof endpoint>,
  unmasked: boolean,
): Promise<OutputOf<typeof endpoint>> {
  const told = maskSensitive(reason.trim())
  await lockAttempts(tx, Buffer.from(`export ${callerIn(tx).accountId}`))
  const rows = await countClaims(tx, await queriedClaims(tx, crypto, query), COUNTED_ROWS + 1)
  const counted = await countExports(tx)
  const { state, alert } = accepted(beginExport({ rows, reason, unmasked, ...counted }))
  const id = await insertExport(tx, crypto, { query, reason: told, unmasked, state, rows })
  if (state === 'queued') await enqueue(tx, { task: EXPORT_CLAIMS, subject: id, key: id })
  // By which filters, not with what: a name or a number stays out of the journal.
  const filters = Object.entries(query).flatMap(([name, value]) => (name !== 'tab' && value ? [name] : []))
  const facts = { kind: 'claims', tab: query.tab, filters, rows, reason: told, unmasked }
  await record(tx, {
    action: unmasked ? 'claim-exports.start-unmasked' : 'claim-exports.start',
    subject: id,
    facts: alert ? { ...facts, alert: 'many-exports', today: counted.today + 1 } : facts,
  })
  return { id, state, rows }
}
