import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/registration-review.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { mayDecideRegistration } from '../../domain/units/registration.ts'
import { saveNewAccount, freeUserName } from '../accounts/account-store.ts'
import { saveNewActivation } from '../accounts/activation-store.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { unless } from '../db/unique-violation.ts'
import { record } from '../journal.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { saveOrganisation } from '../organisations/organisation-store.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { leavePool, lockHeldWork } from '../work-pool/work-store.ts'
import { readyDraft } from './judge-draft.ts'
import { openForm } from './registration-secrets.ts'
import { lockRegistration, type Reason, type Registration, type RegistrationState } from './registration-store.ts'
import { saveUnit } from './unit-store.ts'

type Decided = { readonly id: string; readonly version: number }

/** The registration, if this officer holds it, it is as they saw it, and it is not their own. */
async function lockForDecision(tx: Transaction, { id, version }: Decided): Promise<Registration> {
  await lockHeldWork(tx, 'registration', id)
  const registration = await lockRegistration(tx, id)
  if (registration.state !== 'submitted' || registration.version !== version)
    return refused({ code: 'changed-meanwhile' })
  const officer = callerIn(tx).personIndex
  accepted(
    mayDecideRegistration(
      registration.personIndex?.toString('hex'),
      officer ? Buffer.from(officer).toString('hex') : undefined,
    ),
  )
  return registration
}

/** Makes the unit below its agency, its record and its handler's account, and sends user name and activation code. */
export async function approveRegistration(
  tx: Transaction,
  services: Services,
  input: InputOf<typeof contract.approveRegistration>,
): Promise<OutputOf<typeof contract.approveRegistration>> {
  const registration = await lockForDecision(tx, input)
  const { facts, agency } = await readyDraft(tx, services, registration)
  const { creditCode, name, address, contact } = facts
  const made = saveOrganisation(tx, {
    parentId: agency.id,
    kind: 'unit',
    code: creditCode,
    name,
    address,
    telephone: contact.telephone,
    mail: contact.mail,
  })
  const unit = await unless('organisations_code_key', { code: 'credit-code-registered' }, made)
  const place = unit.interval.low
  const userName = await freeUserName(tx, facts.userName)
  const accountId = await saveNewAccount(tx, services.crypto, {
    organisation: { id: unit.id, place },
    userName,
    name: contact.name,
    desks: ['unit-handler'],
    // The contact of a unit leads whoever else handles things for it.
    leads: true,
    secrets: { phone: contact.phone, idNumber: contact.idNumber, telephone: contact.telephone, mail: contact.mail },
  })
  await saveUnit(tx, { id: unit.id, place }, facts, accountId)
  await saveDecided(tx, registration, { state: 'approved', unitId: unit.id, reasons: [] })
  const activationCode = await saveNewActivation(tx, services, accountId)
  const variables = { unitName: name, userName, activationCode }
  await queueMessage(tx, services.crypto, { kind: 'registration-approved', to: contact.phone, place, variables })
  await record(tx, {
    action: 'registration.approved',
    subject: input.id,
    place: registration.place,
    facts: { userName },
  })
  return { userName, unitId: unit.id }
}

/** Returns with reasons per field; the applicant sees them by number and phone, mends and submits again. */
export async function returnRegistration(
  tx: Transaction,
  { crypto }: Services,
  input: InputOf<typeof contract.returnRegistration>,
): Promise<OutputOf<typeof contract.returnRegistration>> {
  const registration = await lockForDecision(tx, input)
  const { place } = registration
  const number = registration.number ?? ''
  const reasons = input.reasons.map(({ field, text }) => ({ field, text: maskSensitive(text) }))
  await saveDecided(tx, registration, { state: 'returned', unitId: null, reasons })
  await saveReturn(tx, registration, reasons)
  const { contactPhone } = openForm(crypto, registration)
  await queueMessage(tx, crypto, {
    kind: 'registration-returned',
    to: contactPhone ?? '',
    place,
    variables: { number },
  })
  const fields = input.reasons.map(({ field }) => field)
  await record(tx, { action: 'registration.returned', subject: input.id, place, facts: { fields } })
  return { done: true }
}

/** Kept beyond the next submission: what the applicant was asked to mend. */
async function saveReturn(tx: Transaction, { id, place }: Registration, reasons: readonly Reason[]): Promise<void> {
  await sql`insert into registration_returns (id, registration_id, returned_at, place, returned_by, reasons)
    values (${newId()}, ${id}, ${new Date(tx.now)}, ${place}, ${callerIn(tx).accountId}, ${JSON.stringify(reasons)})`.execute(
    tx.db,
  )
}

async function saveDecided(
  tx: Transaction,
  { id }: Registration,
  { state, unitId, reasons }: { state: RegistrationState; unitId: string | null; reasons: readonly Reason[] },
): Promise<void> {
  const { accountId, personIndex } = callerIn(tx)
  await sql`update registrations set state = ${state}, unit_id = ${unitId}, reasons = ${JSON.stringify(reasons)},
      decided_by = ${accountId}, decided_by_person = ${personIndex}, decided_at = ${new Date(tx.now)}, version = version + 1
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await leavePool(tx, 'registration', id)
}
