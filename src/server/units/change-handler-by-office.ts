import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { changeHandler as endpoint } from '../../contract/handlers.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { bringsNewHandler, judgeUnitChange, type UnitChange, type UnitValues } from '../../domain/units/unit-change.ts'
import { personIndex } from '../accounts/account-secrets.ts'
import { lockAccount } from '../accounts/account-store.ts'
import { isCallersOwn } from '../accounts/own-account.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { applyToHandler } from './change-handler.ts'
import { saveNewChange } from './request-unit-change.ts'
import { getUnitValues } from './unit-profile.ts'
import { lockUnit, saveUnitChanged, type Unit } from './unit-store.ts'

/** Names another handler, or their new phone, for a unit of which nobody can sign in to ask for it. */
export async function changeHandlerByOffice(
  tx: Transaction,
  services: Services,
  { id, version, reason, ...wanted }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const unit = await lockUnit(tx, id as OrganisationId)
  if (unit.version !== version) return refused({ code: 'changed-meanwhile' })
  if (reason.trim() === '') return refused({ code: 'change-reason-missing' })
  const present = await getUnitValues(tx, services, unit)
  const change = accepted(judgeUnitChange(wanted, present))
  if (wanted.contactIdNumber && !bringsNewHandler(change)) return refused({ code: 'handler-same' })
  if (!bringsNewHandler(change)) await needsPresentHandler(tx, unit)
  refuseOwn(tx, services, unit, [present, change])
  await refuseBesidePending(tx, unit)
  await saveUnitChanged(tx, unit, change, false)
  const userName = await applyToHandler(tx, services, unit, change)
  await saveNewChange(tx, services, { unit, change, present, explanation: reason.trim(), byOffice: true })
  await record(tx, {
    action: 'unit.handler-changed',
    subject: unit.id,
    place: unit.place,
    facts: { fields: Object.keys(change), reason: reason.length },
  })
  return { userName: userName ?? null }
}

/** A phone belongs to an account in use. */
async function needsPresentHandler(tx: Transaction, { contactAccountId }: Unit): Promise<void> {
  const present = contactAccountId && found(await lockAccount(tx, contactAccountId))
  if (!present || present.state === 'disabled') refused({ code: 'handler-ended' })
}

/** Nobody serves at the counter of both sides: neither for an account of theirs, nor to get one. */
function refuseOwn(
  tx: Transaction,
  { crypto }: Services,
  { contactAccountId }: Unit,
  sides: readonly (UnitValues | UnitChange)[],
): void {
  const numbers = sides.flatMap(({ contactIdNumber }) => contactIdNumber || [])
  const persons = [null, ...numbers.map((number) => personIndex(crypto, number))]
  const own = persons.some((person) => isCallersOwn(tx, { id: contactAccountId, personIndex: person }))
  if (own) refused({ code: 'handler-own' })
}

/** What the former handler asked for would otherwise be applied to the account of the new one. */
async function refuseBesidePending(tx: Transaction, { id }: Unit): Promise<void> {
  const { rows } = await sql`select id from unit_changes
    where unit_id = ${id} and state = 'pending' and ${inScope(tx, 'place')}`.execute(tx.db)
  if (rows.length > 0) refused({ code: 'change-first' })
}
