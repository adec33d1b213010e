import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/registration.ts'
import { officeNumber } from '../../domain/shared/numbering.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { reviewDueAt } from '../../domain/work-pool/review-deadline.ts'
import type { RegistrationFacts } from '../../domain/units/registration.ts'
import { personIndex, phoneIndex } from '../accounts/account-secrets.ts'
import { RESEND_SECONDS, sendCode, tryCode } from '../accounts/phone-codes.ts'
import { unless } from '../db/unique-violation.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import type { KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { enterPool } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { readyDraft, type Agency } from './judge-draft.ts'
import { lockDraft, type Registration } from './registration-store.ts'

/** 【注册】 → 【发送验证码】: the form must be whole and right before a code goes to its phone. */
export async function sendRegistrationCode(
  tx: Transaction,
  services: Services,
  { draft }: InputOf<typeof contract.sendRegistrationCode>,
): Promise<OutputOf<typeof contract.sendRegistrationCode> | KeptRefusal> {
  const registration = await lockDraft(tx, draft)
  const { facts, agency } = await readyDraft(tx, services, registration)
  const { phone } = facts.contact
  const no = await sendCode(tx, services, { purpose: 'registration', phone, holder: draft, place: agency.place }, true)
  const action = no ? 'registration.code-refused' : 'registration.code-sent'
  await record(tx, { action, subject: registration.id, result: no ? 'refused' : 'done' })
  return no ?? { resendAfterSeconds: RESEND_SECONDS, phoneMasked: maskPhone(phone) }
}

/** 【确定】: with the right code the registration gets its number and goes to the agency's pool. */
export async function submitRegistration(
  tx: Transaction,
  services: Services,
  { draft, code }: InputOf<typeof contract.submitRegistration>,
): Promise<OutputOf<typeof contract.submitRegistration> | KeptRefusal> {
  const registration = await lockDraft(tx, draft)
  const { facts, agency } = await readyDraft(tx, services, registration)
  const { phone } = facts.contact
  const no = await tryCode(tx, services, { purpose: 'registration', phone, holder: draft }, code)
  if (no) {
    await record(tx, { action: 'registration.code-wrong', subject: registration.id, result: 'refused' })
    return no
  }
  const { id: subject } = registration
  const { place } = agency
  const number = registration.number ?? (await nextRegistrationNumber(tx, agency))
  await saveSubmitted(tx, services, { registration, facts, agency, number })
  const dueAt = reviewDueAt(tx.now, await getWorkingCalendar(tx))
  await enterPool(tx, { kind: 'registration', subject, desk: 'registration-review', place, dueAt })
  await queueMessage(tx, services.crypto, { kind: 'registration-received', to: phone, place, variables: { number } })
  await record(tx, { action: 'registration.submitted', subject, place, facts: { number } })
  return { number }
}

async function nextRegistrationNumber(tx: Transaction, { place }: Agency): Promise<string> {
  const office = await getOfficeOf(tx, place)
  const day = businessDay(tx.now)
  const { rows } = await sql<{ count: number }>`select next_number('ZC', ${office.id}, ${day}) as count`.execute(tx.db)
  return officeNumber('ZC', office.code, day, rows[0]?.count ?? 0)
}

type Submission = {
  readonly registration: Registration
  readonly facts: RegistrationFacts
  readonly agency: Agency
  readonly number: string
}

/** Documents, their files and earlier returns move along to the agency, so that its officers see them. */
async function saveSubmitted(
  tx: Transaction,
  { crypto }: Services,
  { registration: { id }, facts, agency, number }: Submission,
): Promise<void> {
  const { place } = agency
  const { creditCode, name, contact } = facts
  const saving = sql`update registrations set state = 'submitted', number = ${number}, agency_id = ${agency.id},
      place = ${place}, credit_code = ${creditCode}, unit_name = ${name}, reasons = '[]',
      phone_index = ${phoneIndex(crypto, contact.phone)}, contact_person_index = ${personIndex(crypto, contact.idNumber)},
      submitted_at = ${new Date(tx.now)}, decided_by = null, decided_by_person = null,
      decided_at = null, version = version + 1
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await unless('registrations_in_review', { code: 'credit-code-in-review' }, saving)
  await sql`update registration_documents set place = ${place} where registration_id = ${id}
    and ${inScope(tx, 'place')}`.execute(tx.db)
  await sql`update registration_returns set place = ${place} where registration_id = ${id}
    and ${inScope(tx, 'place')}`.execute(tx.db)
  await sql`update files set place = ${place}
    where id in (select file_id from registration_documents where registration_id = ${id}) and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}
