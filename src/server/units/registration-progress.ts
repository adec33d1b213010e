import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/registration.ts'
import type { RegistrationId } from '../../domain/shared/ids.ts'
import { addMinutes } from '../../domain/shared/time.ts'
import { phoneIndex } from '../accounts/account-secrets.ts'
import { RESEND_SECONDS, sendCode, tryCode } from '../accounts/phone-codes.ts'
import { newToken, tokenHash } from '../accounts/random-codes.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found, refused, type KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getRegistrationRow, lockRegistration, saveNewToken, type Registration } from './registration-store.ts'

const STEP_MINUTES = 15
/** Reading reasons takes longer than typing a code. */
const READ_MINUTES = 60
const PHONE = 'progress_steps.phone'

/** 查看进度: number and phone; the answer is the same whether or not they belong together. */
export async function sendProgressCode(
  tx: Transaction,
  services: Services,
  { number, phone }: InputOf<typeof contract.sendProgressCode>,
): Promise<OutputOf<typeof contract.sendProgressCode> | KeptRefusal> {
  const { crypto } = services
  const { rows } = await sql<{ id: RegistrationId }>`select id from registrations
    where number = ${number.trim().toUpperCase()} and phone_index = ${phoneIndex(crypto, phone)}
      and ${inScope(tx, 'place')}`.execute(tx.db)
  const registration = rows[0]?.id ?? null
  const token = newToken()
  const no = await sendCode(tx, services, { purpose: 'progress', phone, holder: token }, registration !== null)
  await record(tx, {
    action: no ? 'registration.code-refused' : 'registration.code-sent',
    result: no ? 'refused' : 'done',
  })
  if (no) return no
  const hash = tokenHash(token)
  await sql`insert into progress_steps (token_hash, registration_id, phone_sealed, expires_at)
    values (${hash}, ${registration}, ${crypto.seal(PHONE, hash.toString('base64url'), phone)},
      ${new Date(addMinutes(tx.now, STEP_MINUTES))})`.execute(tx.db)
  return { stepToken: token, resendAfterSeconds: RESEND_SECONDS }
}

type Step = { registrationId: RegistrationId | null; phoneSealed: Uint8Array; confirmed: boolean }

/** The step that this token opens, locked; refused once it lapsed. */
export async function lockProgressStep(tx: Transaction, token: string): Promise<Step> {
  const { rows } = await sql<Step>`select registration_id as "registrationId", phone_sealed as "phoneSealed",
      confirmed_at is not null as confirmed from progress_steps
    where token_hash = ${tokenHash(token)} and expires_at > ${new Date(tx.now)} for update`.execute(tx.db)
  return rows[0] ?? refused({ code: 'step-expired' })
}

/** What became of a registration; whoever is mending it in another window is not disturbed. */
export async function showProgress(
  tx: Transaction,
  services: Services,
  { stepToken, code }: InputOf<typeof contract.registrationProgress>,
): Promise<OutputOf<typeof contract.registrationProgress> | KeptRefusal> {
  const { registrationId, phoneSealed, confirmed } = await lockProgressStep(tx, stepToken)
  if (confirmed) return refused({ code: 'step-expired' })
  const phone = services.crypto.open(PHONE, tokenHash(stepToken).toString('base64url'), phoneSealed).toString()
  const no = await tryCode(tx, services, { purpose: 'progress', phone, holder: stepToken }, code)
  if (no || !registrationId) {
    await record(tx, { action: 'registration.code-wrong', result: 'refused' })
    return no ?? refused({ code: 'step-expired' })
  }
  await sql`update progress_steps set confirmed_at = ${new Date(tx.now)},
      expires_at = ${new Date(addMinutes(tx.now, READ_MINUTES))}
    where token_hash = ${tokenHash(stepToken)}`.execute(tx.db)
  const registration = await getRegistrationRow(tx, registrationId)
  await record(tx, { action: 'registration.progress-seen', subject: registration.id, place: registration.place })
  return progressOf(tx, registration)
}

/** 继续修改: the token that opens the returned registration from now on, and nobody else's any more. */
export async function continueRegistration(
  tx: Transaction,
  { stepToken }: InputOf<typeof contract.continueRegistration>,
): Promise<OutputOf<typeof contract.continueRegistration>> {
  const { registrationId, confirmed } = await lockProgressStep(tx, stepToken)
  if (!confirmed || !registrationId) return refused({ code: 'step-expired' })
  const registration = await lockRegistration(tx, registrationId)
  if (registration.state !== 'returned') return refused({ code: 'registration-submitted' })
  const draft = await saveNewToken(tx, registration)
  await record(tx, { action: 'registration.continued', subject: registration.id, place: registration.place })
  return { draft }
}

/** The user name only while the phone that registered is still the handler's: the next one is none of its business. */
type More = { agencyName: string; agencyTelephone: string; userName: string | null }

async function progressOf(
  tx: Transaction,
  registration: Registration,
): Promise<OutputOf<typeof contract.registrationProgress>> {
  const { id, number, state, fields, submittedAt, reasons } = registration
  const { rows } = await sql<More>`select o.name as "agencyName", o.telephone as "agencyTelephone",
      (select a.user_name from units u join accounts a on a.id = u.contact_account_id
        where u.organisation_id = r.unit_id and a.phone_index = r.phone_index) as "userName"
    from registrations r join organisations o on o.id = r.agency_id
    where r.id = ${id} and ${inScope(tx, 'r.place')}`.execute(tx.db)
  return {
    ...found(rows[0]),
    number: found(number),
    state,
    unitName: fields.name ?? '',
    submittedAt: found(submittedAt).toISOString(),
    reasons: [...reasons],
  }
}
