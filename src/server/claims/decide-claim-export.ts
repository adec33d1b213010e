import { sql } from 'kysely'
import type { decideClaimExport as endpoint } from '../../contract/claim-exports.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { mayDecideExport, type ExportDecider } from '../../domain/claims/export-rules.ts'
import type { AccountId, ExportId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { record } from '../journal.ts'
import { found, refused } from '../refusal.ts'
import { lockExport } from './export-store.ts'
import { EXPORT_CLAIMS } from './export-task.ts'

/** The caller as a second person. */
export async function deciderIn(tx: Transaction): Promise<ExportDecider> {
  const { accountId, personIndex, organisationId, organisationKind, desks } = callerIn(tx)
  const { rows } = await sql<{ leads: boolean }>`select leads from accounts
    where id = ${accountId} and ${inScope(tx, 'place')}`.execute(tx.db)
  return {
    accountId,
    person: personIndex ? Buffer.from(personIndex).toString('hex') : null,
    organisationId,
    administers: desks.includes('administration'),
    leadsUnit: organisationKind === 'unit' && desks.includes('unit-handler') && found(rows[0]).leads,
  }
}

async function organisationOf(tx: Transaction, account: AccountId): Promise<string> {
  const { rows } = await sql<{ id: string }>`select organisation_id as id from accounts
    where id = ${account} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0]).id
}

/** The second person allows an export in full, which then begins, or refuses it. */
export async function decideClaimExport(
  tx: Transaction,
  { id, allow, note = '' }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const asked = await lockExport(tx, id as ExportId)
  const asker = {
    accountId: asked.accountId,
    person: asked.accountPerson?.toString('hex') ?? null,
    organisationId: await organisationOf(tx, asked.accountId),
  }
  if (!mayDecideExport(asker, await deciderIn(tx))) return refused({ code: 'not-second-person' })
  if (asked.state !== 'asked') return refused({ code: 'export-decided' })
  const { accountId, personIndex, name } = callerIn(tx)
  const state = allow ? 'queued' : 'refused'
  const now = new Date(tx.now)
  await sql`update exports set state = ${state}, decided_by = ${accountId}, decided_by_person = ${personIndex},
      decided_by_name = ${name}, decided_at = ${now}, decision_note = ${maskSensitive(note.trim())}, expires_at = null,
      finished_at = ${allow ? null : now}
    where id = ${asked.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  if (allow) await enqueue(tx, { task: EXPORT_CLAIMS, subject: asked.id, key: asked.id })
  const facts = { allow, rows: asked.total, reason: asked.reason }
  await record(tx, { action: 'claim-exports.decide', subject: asked.id, place: asked.place, facts })
  return { state }
}
