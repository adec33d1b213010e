import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { getUnitChange as endpoint } from '../../contract/unit-profile.ts'
import type { UnitChange } from '../../domain/units/unit-change.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openChange } from './change-secrets.ts'
import { getChange } from './unit-change-lists.ts'

/**
 * Opens a change: the new values in full for who holds it, since they are compared with a paper or a caller; masked for
 * everyone else, as lists show them. One journal entry per opening.
 */
export async function showUnitChange(
  tx: Transaction,
  services: Services,
  { id }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const { place, ...change } = await getChange(tx, id)
  const full = change.holder?.mine ?? false
  await record(tx, { action: 'unit.change-opened', subject: id, place, facts: { full } })
  if (!full) return change
  const whole: Readonly<Record<string, string>> = await readWhole(tx, services, id)
  return { ...change, changes: change.changes.map((one) => ({ ...one, after: whole[one.field] ?? one.after })) }
}

async function readWhole(tx: Transaction, { crypto }: Services, id: string): Promise<UnitChange> {
  const { rows } = await sql<{ sealed: Uint8Array }>`select sealed from unit_changes
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return openChange(crypto, id, found(rows[0]).sealed)
}
