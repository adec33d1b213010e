import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { requestUnitChange as endpoint } from '../../contract/unit-profile.ts'
import type { Id } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { reviewDueAt } from '../../domain/work-pool/review-deadline.ts'
import { judgeUnitChange, needsPassword, type UnitChange, type UnitValues } from '../../domain/units/unit-change.ts'
import { lockAccount } from '../accounts/account-store.ts'
import { wrongPassword } from '../accounts/change-password.ts'
import { tryCode } from '../accounts/phone-codes.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { unless } from '../db/unique-violation.ts'
import { record } from '../journal.ts'
import { accepted, found, refused, type KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { enterPool } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { maskedValues, sealChange } from './change-secrets.ts'
import { getUnitValues } from './unit-profile.ts'
import { lockUnit, type Unit } from './unit-store.ts'

/** Asks the office for a change; a new handler or phone needs the password again, a phone its code too. */
export async function requestUnitChange(
  tx: Transaction,
  services: Services,
  { explanation = '', password, code, ...wanted }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint> | KeptRefusal> {
  const caller = callerIn(tx)
  const unit = await lockUnit(tx, caller.organisationId)
  const present = await getUnitValues(tx, services, unit)
  const change = accepted(judgeUnitChange(wanted, present))
  const no = (await notTheCaller(tx, services, change, password)) ?? (await notTheirPhone(tx, services, change, code))
  if (no) {
    await record(tx, { action: 'unit.change-refused', subject: unit.id, result: 'refused' })
    return no
  }
  const id = await saveNewChange(tx, services, { unit, change, present, explanation })
  const dueAt = reviewDueAt(tx.now, await getWorkingCalendar(tx))
  await enterPool(tx, { kind: 'unit-change', subject: id, desk: 'change-review', place: unit.place, dueAt })
  await record(tx, { action: 'unit.change-requested', subject: unit.id, facts: { fields: Object.keys(change) } })
  return { id }
}

/** Handler and phone change only with the caller's password. */
async function notTheCaller(
  tx: Transaction,
  services: Services,
  change: UnitChange,
  password: string | undefined,
): Promise<KeptRefusal | undefined> {
  if (!needsPassword(change)) return undefined
  const account = found(await lockAccount(tx, callerIn(tx).accountId))
  return wrongPassword(tx, services, account, password ?? refused({ code: 'password-needed' }))
}

/** A new phone has to have read the code that was sent to it: a mistyped one would lock the unit out. */
async function notTheirPhone(
  tx: Transaction,
  services: Services,
  { contactPhone: phone }: UnitChange,
  code: string | undefined,
): Promise<KeptRefusal | undefined> {
  if (phone === undefined) return undefined
  const holder = callerIn(tx).accountId
  return tryCode(tx, services, { purpose: 'change-phone', phone, holder }, code ?? refused({ code: 'code-not-sent' }))
}

type NewChange = {
  readonly unit: Unit
  readonly change: UnitChange
  readonly present: UnitValues
  readonly explanation: string
  /** Made by the office at once instead of asked for. */
  readonly byOffice?: boolean
}

export async function saveNewChange(
  tx: Transaction,
  { crypto }: Services,
  { unit, change, present, explanation, byOffice = false }: NewChange,
): Promise<string> {
  const id = newId<Id<'unit-change'>>()
  const { accountId, personIndex } = callerIn(tx)
  const before = maskedValues(
    Object.fromEntries(Object.keys(change).map((field) => [field, present[field as keyof UnitValues]])),
  )
  const saving = sql`insert into unit_changes (id, unit_id, place, state, fields, before, sealed, explanation,
      requested_by, requested_by_person, requested_at, by_office)
    values (${id}, ${unit.id}, ${unit.place}, ${byOffice ? 'approved' : 'pending'}, ${JSON.stringify(maskedValues(change))}, ${JSON.stringify(before)},
      ${sealChange(crypto, id, change)}, ${maskSensitive(explanation)}, ${accountId}, ${personIndex}, ${new Date(tx.now)},
      ${byOffice})`.execute(tx.db)
  await unless('unit_changes_pending', { code: 'change-pending' }, saving)
  return id
}
