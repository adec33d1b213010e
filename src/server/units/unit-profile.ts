import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { getUnitProfile as endpoint } from '../../contract/unit-profile.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { bringsNewHandler, type UnitChange, type UnitValues } from '../../domain/units/unit-change.ts'
import { openAccount } from '../accounts/account-secrets.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openChange } from './change-secrets.ts'
import { getUnit, type Unit } from './unit-store.ts'

type Contact = { id: string; name: string; sealed: Uint8Array }

/** What a change of the unit starts from: its record, and its handler as the account knows them. */
export async function getUnitValues(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  unit: Unit,
): Promise<UnitValues> {
  const { rows } = await sql<Contact>`select id, name, sealed from accounts
    where id = ${unit.contactAccountId} and ${inScope(tx, 'place')}`.execute(tx.db)
  const contact = rows[0]
  const secrets = contact && openAccount(crypto, contact.id, contact.sealed)
  const { name, address, invoiceTitle, taxNumber, invoiceMail } = unit
  return {
    name,
    address,
    invoiceTitle,
    taxNumber,
    invoiceMail,
    contactName: contact?.name ?? '',
    contactIdNumber: secrets?.idNumber ?? '',
    contactPhone: secrets?.phone ?? '',
    contactTelephone: secrets?.telephone ?? '',
    contactMail: secrets?.mail ?? '',
  }
}

/** 信息维护: the unit's own record. */
export async function getUnitProfile(tx: Transaction, services: Services): Promise<OutputOf<typeof endpoint>> {
  const unit = await getUnit(tx, callerIn(tx).organisationId)
  const office = await getOfficeOf(tx, unit.place)
  const { contactPhone, contactIdNumber: _, ...values } = await getUnitValues(tx, services, unit)
  return {
    ...values,
    creditCode: unit.creditCode,
    agencyName: await parentName(tx, unit.id),
    officeName: office.name,
    officeTelephone: office.telephone,
    officeMail: office.mail,
    officeAddress: office.address,
    contactPhoneMasked: maskPhone(contactPhone),
    staffCount: unit.staffCount,
    womenCount: unit.womenCount,
    ...(await lastChange(tx, services, unit.id)),
  }
}

/** The organisation above: its units may see its name. */
async function parentName(tx: Transaction, unitId: OrganisationId): Promise<string> {
  const { rows } = await sql<{ name: string }>`select parent.name from organisations o
    join organisations parent on parent.id = o.parent_id where o.id = ${unitId} and ${inScope(tx, 'o.low')}`.execute(
    tx.db,
  )
  return found(rows[0]).name
}

type Returned = OutputOf<typeof endpoint>['returned']

type ChangeRow = {
  id: string
  state: string
  fields: UnitChange
  sealed: Uint8Array
  explanation: string
  reason: string
  requested_at: Date
}

async function lastChange(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  unitId: OrganisationId,
): Promise<Pick<OutputOf<typeof endpoint>, 'pending' | 'returned'>> {
  const { rows } =
    await sql<ChangeRow>`select id, state, fields, sealed, explanation, reason, requested_at from unit_changes
    where unit_id = ${unitId} and ${inScope(tx, 'place')} order by requested_at desc, id desc limit 1`.execute(tx.db)
  const last = rows[0]
  return {
    pending:
      last?.state === 'pending'
        ? { submittedAt: last.requested_at.toISOString(), fields: Object.keys(last.fields) }
        : null,
    returned: last?.state === 'returned' ? returnedOf(crypto, last) : null,
  }
}

/** What a returned change asked for, without number and phone of a person: the form starts from it. */
function returnedOf(crypto: CryptoProvider, { id, fields, sealed, explanation, reason }: ChangeRow): Returned {
  const { contactIdNumber: _, contactPhone: __, ...wanted } = openChange(crypto, id, sealed)
  return { reason, explanation, anotherHandler: bringsNewHandler(fields), wanted }
}
