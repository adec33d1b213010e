import { sql } from 'kysely'
import type * as contract from '../../contract/claim-acceptance.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { isClaimEditable, type ClaimState } from '../../domain/claims/claim-workflow.ts'
import { parseCaseNumber } from '../../domain/claims/case-number.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { ClaimId, OrganisationId } from '../../domain/shared/ids.ts'
import { addMinutes } from '../../domain/shared/time.ts'
import { phoneIndex as accountPhoneIndex } from '../accounts/account-secrets.ts'
import { RESEND_SECONDS, sendCode, tryCode } from '../accounts/phone-codes.ts'
import { newToken, tokenHash } from '../accounts/random-codes.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { isNewest, phoneIndex } from '../enrolment/person-record.ts'
import { record } from '../journal.ts'
import { found, refused, type KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openEntry, openPayee } from './claim-secrets.ts'
import { getClaimSettings } from './claim-settings-store.ts'

const STEP_MINUTES = 15
const PHONE = 'progress_steps.phone'
const PURPOSE = 'claim-progress'

type Sent = OutputOf<typeof contract.sendClaimProgressCode>

/** 案件进度: number and phone of the insured person, the payee or the unit's contact; answered alike whether or not they fit. */
export async function sendClaimProgressCode(
  tx: Transaction,
  services: Services,
  { number, phone }: InputOf<typeof contract.sendClaimProgressCode>,
): Promise<Sent | KeptRefusal> {
  const { crypto } = services
  const claimId = await findClaimOf(tx, services, number, phone)
  const token = newToken()
  const no = await sendCode(tx, services, { purpose: PURPOSE, phone, holder: token }, claimId !== null)
  await record(tx, {
    action: no ? 'claim-progress.code-refused' : 'claim-progress.code-sent',
    result: no ? 'refused' : 'done',
  })
  if (no) return no
  const hash = tokenHash(token)
  await sql`insert into progress_steps (token_hash, claim_id, phone_sealed, expires_at)
    values (${hash}, ${claimId}, ${crypto.seal(PHONE, hash.toString('base64url'), phone)},
      ${new Date(addMinutes(tx.now, STEP_MINUTES))})`.execute(tx.db)
  return { stepToken: token, resendAfterSeconds: RESEND_SECONDS }
}

async function findClaimOf(
  tx: Transaction,
  { crypto }: Services,
  number: string,
  phone: string,
): Promise<ClaimId | null> {
  const parsed = parseCaseNumber(number)
  const { rows } = await sql<Numbered>`select c.id, c.sealed, c.payee_sealed as "payeeSealed",
      n.phone_index = ${phoneIndex(crypto, phone)} or coalesce(a.phone_index = ${accountPhoneIndex(crypto, phone)}, false)
        as known
    from claims c
    join people p on p.id = c.people_id
    join people n on n.unit_id = p.unit_id and n.person_id = p.person_id and ${isNewest('n')}
    left join units u on u.organisation_id = c.unit_id
    left join accounts a on a.id = u.contact_account_id
    where c.number = ${parsed.ok ? parsed.value.number : ''} and c.state <> 'deleted' and ${inScope(tx, 'c.place')}`.execute(
    tx.db,
  )
  const [claim] = rows
  return claim && (claim.known || mobileOf(crypto, claim) === phone) ? claim.id : null
}

type Numbered = {
  readonly id: ClaimId
  readonly sealed: Uint8Array
  readonly payeeSealed: Uint8Array | null
  readonly known: boolean
}

/** The payee's: an heir has no other telephone with us. As the last approval froze it, before that as it is entered. */
function mobileOf(crypto: Services['crypto'], { id, sealed, payeeSealed }: Numbered): string {
  const payee = payeeSealed ? openPayee(crypto, id, payeeSealed) : openEntry(crypto, { id, sealed }).payee
  return payee.mobile
}

type Step = { claimId: ClaimId | null; phoneSealed: Uint8Array; confirmed: boolean }

/** Where a case stands, after the code: its state and days, and nothing of what it is about. */
export async function showClaimProgress(
  tx: Transaction,
  services: Services,
  { stepToken, code }: InputOf<typeof contract.claimProgress>,
): Promise<OutputOf<typeof contract.claimProgress> | KeptRefusal> {
  const { rows } = await sql<Step>`select claim_id as "claimId", phone_sealed as "phoneSealed",
      confirmed_at is not null as confirmed from progress_steps
    where token_hash = ${tokenHash(stepToken)} and registration_id is null and expires_at > ${new Date(tx.now)}
    for update`.execute(tx.db)
  const { claimId, phoneSealed, confirmed } = rows[0] ?? refused({ code: 'step-expired' })
  if (confirmed) return refused({ code: 'step-expired' })
  const phone = services.crypto.open(PHONE, tokenHash(stepToken).toString('base64url'), phoneSealed).toString()
  const no = await tryCode(tx, services, { purpose: PURPOSE, phone, holder: stepToken }, code)
  if (no || !claimId) {
    await record(tx, { action: 'claim-progress.code-wrong', result: 'refused' })
    return no ?? refused({ code: 'step-expired' })
  }
  await sql`update progress_steps set confirmed_at = ${new Date(tx.now)}
    where token_hash = ${tokenHash(stepToken)}`.execute(tx.db)
  return progressOf(tx, claimId)
}

type Row = {
  number: string
  state: ClaimState
  returned: boolean
  acceptedAt: Date
  submittedAt: Date | null
  endedAt: Date | null
  promisedOn: CalendarDate | null
  place: number
  officeId: OrganisationId
  unitName: string
  officeName: string
  officeTelephone: string
}

async function progressOf(tx: Transaction, id: ClaimId): Promise<OutputOf<typeof contract.claimProgress>> {
  const { rows } =
    await sql<Row>`select c.number, c.state, c.reasons_sealed is not null and c.state in ('materials', 'entry')
        as returned, c.accepted_at as "acceptedAt", c.submitted_at as "submittedAt", c.ended_at as "endedAt",
      c.promised_on as "promisedOn", c.place, c.office_id as "officeId", unit.name as "unitName", office.name as "officeName",
      office.telephone as "officeTelephone"
    from claims c join organisations unit on unit.id = c.unit_id join organisations office on office.id = c.office_id
    where c.id = ${id} and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const { place, officeId, ...row } = found(rows[0])
  const { totalDays } = await getClaimSettings(tx, officeId)
  await record(tx, { action: 'claim-progress.show', subject: id, place, facts: { number: row.number } })
  return {
    ...row,
    acceptedAt: row.acceptedAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    promisedOn: isClaimEditable(row.state) ? null : row.promisedOn,
    totalDays,
  }
}
