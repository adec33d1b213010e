import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { getRegistration as endpoint } from '../../contract/registration-review.ts'
import { maskIdNumber } from '../../domain/shared/id-number.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import { hasWrongCheckDigit, parseCreditCode } from '../../domain/units/credit-code.ts'
import { maskTelephone } from '../../domain/units/reach.ts'
import type { RegistrationForm } from '../../domain/units/registration.ts'
import { phoneIndex } from '../accounts/account-secrets.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { findReviewDraft } from '../work-pool/review-draft-store.ts'
import { findHolder } from '../work-pool/work-store.ts'
import { openForm } from './registration-secrets.ts'
import { getRegistrationRow, listDocuments, type Registration } from './registration-store.ts'

type Answer = OutputOf<typeof endpoint>

/** Opens a registration: in full for who holds it, masked for everyone else; one journal entry per opening. */
export async function showRegistration(
  tx: Transaction,
  { crypto }: Services,
  { id }: InputOf<typeof endpoint>,
): Promise<Answer> {
  const row = await getRegistrationRow(tx, id)
  const holder = await findHolder(tx, 'registration', id)
  const form = openForm(crypto, row)
  const fields = holder?.mine ? form : masked(form)
  const { state, number, reasons, version, submittedAt } = row
  const documents = await listDocuments(tx, row)
  await record(tx, {
    action: 'registration.opened',
    subject: id,
    place: row.place,
    facts: { full: holder?.mine ?? false },
  })
  const code = parseCreditCode(form.creditCode ?? '')
  return {
    id,
    registration: { state, number, fields, documents, reasons: [...reasons], version },
    agencyName: await agencyName(tx, row),
    submittedAt: found(submittedAt).toISOString(),
    holder,
    alike: await listAlike(tx, row, phoneIndex(crypto, form.contactPhone ?? '')),
    creditCodeVerdict: code.ok && code.value.checkDigit === 'right' ? 'fine' : 'wrong-check-digit',
    unionCreditCodeVerdict: hasWrongCheckDigit(form.unionCreditCode ?? '') ? 'wrong-check-digit' : 'fine',
    history: await listHistory(tx, row),
    returns: await listReturns(tx, row),
    draft: ((await findReviewDraft(tx, crypto, id)) ?? []) as Answer['draft'],
  }
}

function masked(form: RegistrationForm): RegistrationForm {
  const { contactName, contactIdNumber, contactPhone, contactTelephone, contactMail, unionChair } = form
  return {
    ...form,
    unionChair: unionChair && maskName(unionChair),
    contactName: contactName && maskName(contactName),
    contactIdNumber: contactIdNumber && maskIdNumber(contactIdNumber),
    contactPhone: contactPhone && maskPhone(contactPhone),
    contactTelephone: contactTelephone && maskTelephone(contactTelephone),
    contactMail: contactMail?.replace(/^[^@]*/, '*'),
  }
}

async function agencyName(tx: Transaction, { agencyId }: Registration): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from organisations where id = ${agencyId}
    and ${inScope(tx, 'low')}`.execute(tx.db)
  return found(rows[0]).name
}

const ALIKE = 20

/** Units and other registrations in scope with the same name, union code or phone: perhaps the same applicant twice. */
async function listAlike(tx: Transaction, row: Registration, phone: Uint8Array): Promise<Answer['alike']> {
  const { name = '', unionCreditCode = '' } = row.fields
  const { rows } = await sql<Answer['alike'][number]>`
    select 'name' as what, o.code as number, o.name as "unitName" from organisations o
      where o.kind = 'unit' and o.name = ${name.trim()} and o.id is distinct from ${row.unitId} and ${inScope(tx, 'o.low')}
    union all
    select 'union-code', u.credit_code, o.name from units u join organisations o on o.id = u.organisation_id
      where u.union_credit_code = ${unionCreditCode} and ${unionCreditCode} <> '' and u.organisation_id is distinct from ${row.unitId}
        and ${inScope(tx, 'u.place')}
    union all
    select case when r.phone_index = ${phone} then 'phone' else 'name' end, r.number, r.unit_name from registrations r
      where r.id <> ${row.id} and r.state in ('submitted', 'approved') and (r.phone_index = ${phone} or r.unit_name = ${name.trim()})
        and ${inScope(tx, 'r.place')}
    limit ${ALIKE}`.execute(tx.db)
  return rows
}

async function listHistory(tx: Transaction, { id }: Registration): Promise<Answer['history']> {
  const { rows } = await sql<{ at: Date; action: string }>`select at, action from journal
    where subject_id = ${id} and result = 'done' and action in ('registration.submitted', 'registration.returned',
      'registration.approved', 'registration.opened') and ${inScope(tx, 'place')} order by at, id limit 200`.execute(
    tx.db,
  )
  return rows.map(({ at, action }) => ({ at: at.toISOString(), action }))
}

async function listReturns(tx: Transaction, { id }: Registration): Promise<Answer['returns']> {
  const { rows } = await sql<{ at: Date; reasons: Answer['returns'][number]['reasons'] }>`
    select returned_at as at, reasons from registration_returns
    where registration_id = ${id} and ${inScope(tx, 'place')} order by returned_at, id limit 200`.execute(tx.db)
  return rows.map(({ at, reasons }) => ({ at: at.toISOString(), reasons }))
}
