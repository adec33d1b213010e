import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { decideUnitChange as endpoint } from '../../contract/unit-profile.ts'
import type { AccountId, OrganisationId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { bringsNewHandler, changesLetter, type UnitChange } from '../../domain/units/unit-change.ts'
import { mayDecideRegistration } from '../../domain/units/registration.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { leavePool, lockOpenWork } from '../work-pool/work-store.ts'
import { applyToHandler } from './change-handler.ts'
import { openChange } from './change-secrets.ts'
import { tellUnit } from './tell-unit.ts'
import { getUnit, lockUnit, saveUnitChanged } from './unit-store.ts'

type ChangeRow = {
  id: string
  unitId: OrganisationId
  place: number
  state: string
  version: number
  requestedBy: AccountId
  personIndex: Buffer | null
  sealed: Uint8Array
}

/** Approves what a unit asked for, or returns it with a reason; never the person who asked. */
export async function decideUnitChange(
  tx: Transaction,
  services: Services,
  { id, version, verdict, reason = '' }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  await lockOpenWork(tx, 'unit-change', id)
  const row = await lockChange(tx, id)
  if (row.state !== 'pending' || row.version !== version) return refused({ code: 'changed-meanwhile' })
  const { accountId, personIndex: officer } = callerIn(tx)
  if (row.requestedBy === accountId) return refused({ code: 'own-registration' })
  accepted(
    mayDecideRegistration(row.personIndex?.toString('hex'), officer ? Buffer.from(officer).toString('hex') : undefined),
  )
  if (verdict === 'return' && reason.trim() === '') return refused({ code: 'change-reason-missing' })
  const change = openChange(services.crypto, row.id, row.sealed)
  if (verdict === 'approve') await apply(tx, services, row, change)
  await saveDecided(tx, row, verdict === 'approve' ? 'approved' : 'returned', maskSensitive(reason.trim()))
  await record(tx, {
    action: `unit.change-${verdict === 'approve' ? 'approved' : 'returned'}`,
    subject: row.unitId,
    place: row.place,
  })
  await tellDecided(tx, services, row.unitId, change, verdict)
  return { done: true }
}

async function lockChange(tx: Transaction, id: string): Promise<ChangeRow> {
  await sql`select id from unit_changes where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  const { rows } =
    await sql<ChangeRow>`select id, unit_id as "unitId", place, state, version, requested_by as "requestedBy",
      requested_by_person as "personIndex", sealed from unit_changes
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

async function apply(tx: Transaction, services: Services, row: ChangeRow, change: UnitChange): Promise<void> {
  const unit = await lockUnit(tx, row.unitId)
  await saveUnitChanged(tx, unit, change, changesLetter(change))
  await applyToHandler(tx, services, unit, change)
}

/** By SMS, to the phone that holds from now on; another handler is told by the SMS that names them. */
async function tellDecided(
  tx: Transaction,
  { crypto }: Services,
  unitId: OrganisationId,
  change: UnitChange,
  verdict: 'approve' | 'return',
): Promise<void> {
  const { name: unitName } = await getUnit(tx, unitId)
  if (verdict === 'return') return tellUnit(tx, crypto, unitId, 'unit-change-returned', { unitName })
  if (bringsNewHandler(change)) return undefined
  const kind = changesLetter(change) ? 'unit-change-approved-for-letters' : 'unit-change-approved'
  return tellUnit(tx, crypto, unitId, kind, { unitName })
}

async function saveDecided(tx: Transaction, { id }: ChangeRow, state: string, reason: string): Promise<void> {
  const { accountId, personIndex } = callerIn(tx)
  await sql`update unit_changes set state = ${state}, reason = ${reason}, decided_by = ${accountId},
      decided_by_person = ${personIndex}, decided_at = ${new Date(tx.now)}, version = version + 1
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await leavePool(tx, 'unit-change', id)
}
