import { sql } from 'kysely'
import type { AccountId, OrganisationId } from '../../domain/shared/ids.ts'
import type { RegistrationFacts } from '../../domain/units/registration.ts'
import type { UnitChange } from '../../domain/units/unit-change.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'

/** Writes the record of a new member unit; its invoices go to its own name until it says otherwise. */
export async function saveUnit(
  tx: Transaction,
  { id, place }: { readonly id: OrganisationId; readonly place: number },
  facts: Pick<
    RegistrationFacts,
    | 'creditCode'
    | 'name'
    | 'kind'
    | 'industry'
    | 'unionName'
    | 'unionCreditCode'
    | 'unionChair'
    | 'staffCount'
    | 'womenCount'
  > & { readonly contact: { readonly mail: string } },
  contact: AccountId,
): Promise<void> {
  const { creditCode, name, kind, industry, unionName, unionCreditCode, unionChair, staffCount, womenCount } = facts
  await sql`insert into units (organisation_id, place, credit_code, kind, industry, union_name, union_credit_code,
      union_chair, staff_count, women_count, contact_account_id, invoice_title, tax_number, invoice_mail)
    values (${id}, ${place}, ${creditCode}, ${kind}, ${industry}, ${unionName}, ${unionCreditCode}, ${unionChair},
      ${staffCount}, ${womenCount}, ${contact}, ${name}, ${creditCode}, ${facts.contact.mail})`.execute(tx.db)
}

export type Unit = {
  readonly id: OrganisationId
  readonly place: number
  readonly name: string
  readonly creditCode: string
  readonly address: string
  readonly contactAccountId: AccountId | null
  readonly invoiceTitle: string
  readonly taxNumber: string
  readonly invoiceMail: string
  readonly staffCount: number
  readonly womenCount: number
  readonly version: number
}

export async function lockUnit(tx: Transaction, id: OrganisationId): Promise<Unit> {
  await sql`select organisation_id from units where organisation_id = ${id} and ${inScope(tx, 'place')} for update`.execute(
    tx.db,
  )
  return getUnit(tx, id)
}

/** The record of a member unit in scope. */
export async function getUnit(tx: Transaction, id: OrganisationId): Promise<Unit> {
  const { rows } = await sql<Unit>`select o.id, o.low as place, o.name, u.credit_code as "creditCode", o.address,
      u.contact_account_id as "contactAccountId", u.invoice_title as "invoiceTitle", u.tax_number as "taxNumber",
      u.invoice_mail as "invoiceMail", u.staff_count as "staffCount", u.women_count as "womenCount",
      u.version
    from organisations o join units u on u.organisation_id = o.id
    where o.id = ${id} and ${inScope(tx, 'o.low')}`.execute(tx.db)
  return found(rows[0])
}

/**
 * Writes what was approved: name and address of the organisation, invoice details of the unit. A title for invoices that
 * is the unit's own name follows it; one that was chosen otherwise stays.
 */
export async function saveUnitChanged(
  tx: Transaction,
  { id, name: formerName }: Pick<Unit, 'id' | 'name'>,
  { name, address, invoiceTitle, taxNumber, invoiceMail }: UnitChange,
  showsOnLetter: boolean,
): Promise<void> {
  await sql`update organisations set name = coalesce(${name ?? null}, name), address = coalesce(${address ?? null}, address),
      version = version + 1
    where id = ${id} and ${inScope(tx, 'low')}`.execute(tx.db)
  await sql`update units set invoice_title = coalesce(${invoiceTitle ?? null},
        case when invoice_title = ${formerName} then ${name ?? formerName} else invoice_title end),
      tax_number = coalesce(${taxNumber ?? null}, tax_number), invoice_mail = coalesce(${invoiceMail ?? null}, invoice_mail),
      letter_version = letter_version + ${showsOnLetter ? 1 : 0}, version = version + 1
    where organisation_id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

export async function saveContactAccount(tx: Transaction, { id }: Pick<Unit, 'id'>, account: AccountId): Promise<void> {
  await sql`update units set contact_account_id = ${account}, version = version + 1
    where organisation_id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
