import { sql } from 'kysely'
import {
  CODES_PER_ADDRESS_AND_HOUR,
  issueCode,
  mayAskForCode,
  mayTryCode,
  phoneFull,
  TRIES_PER_CODE,
  type CodePurpose,
  type SentCode,
} from '../../domain/accounts/one-time-code.ts'
import { ROOT_INTERVAL } from '../../domain/organisations/tree.ts'
import { instantOf } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { phoneIndex } from './account-secrets.ts'
import { listAttempts, lockAttempts, saveAttempt } from './attempt-store.ts'
import { codeHmac, codeMatches, newOneTimeCode, tokenHash } from './random-codes.ts'

/** A code belongs to a phone, a purpose, and the step or draft (by its token) that asked for it. */
export type CodeFor = {
  readonly purpose: CodePurpose
  readonly phone: string
  readonly holder: string
  /** Place of the organisation that the message is about. */
  readonly place?: number
}

const MESSAGE = {
  'sign-in': 'code-device',
  forgotten: 'code-forgotten',
  registration: 'code-registration',
  progress: 'code-progress',
  'claim-progress': 'code-claim-progress',
  'change-phone': 'code-change-phone',
  'own-phone': 'code-own-phone',
} as const satisfies Record<CodePurpose, string>

/** Seconds after which the page offers to send again. */
export const RESEND_SECONDS = 60

/**
 * Sends a code within the limits per phone and address, which are rows. Where `reaches` is false (an unknown phone) the
 * same work is done and undone, so that the answer and its time tell nothing. What is asked for counts under its purpose
 * alone, sent or not: whoever asks in vain keeps the phone's owner from nothing else, and no purpose tells what became
 * of another. A phone that is full over all purposes gets nothing either; that is told only to whoever signs in.
 */
export async function sendCode(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  { purpose, phone, holder, place = ROOT_INTERVAL.low }: CodeFor,
  reaches: boolean,
): Promise<KeptRefusal | undefined> {
  const recipient = phoneIndex(crypto, phone)
  const address = crypto.blindIndex('attempts.address', tx.address)
  // The phone first and then the address, always: two who ask at once wait in the same order.
  await lockAttempts(tx, recipient)
  await lockAttempts(tx, address)
  const sentFrom = await listAttempts(tx, 'code-sent-from', address, 1)
  if (sentFrom.length >= CODES_PER_ADDRESS_AND_HOUR) return new KeptRefusal({ code: 'too-many-requests', seconds: 600 })
  const asked = Buffer.concat([recipient, Buffer.from(purpose)])
  const may = mayAskForCode(await listAttempts(tx, 'code-asked', asked, 24), tx.now)
  if (!may.ok) return new KeptRefusal(may.refusal)
  const full = phoneFull(await listAttempts(tx, 'code-sent', recipient, 24), tx.now)
  if (full && purpose === 'sign-in') return new KeptRefusal(full)
  const issued = issueCode(await latestCode(tx, recipient, purpose), tx.now)
  if (!issued.ok) return new KeptRefusal(issued.refusal)
  const code = newOneTimeCode()
  await saveCode(
    tx,
    { recipient, purpose, holder, wrongTries: issued.value.wrongTries },
    codeHmac(crypto, code, { purpose, recipient: phone, holder }),
  )
  await saveAttempt(tx, 'code-asked', asked)
  await saveAttempt(tx, 'code-sent-from', address)
  const goes = reaches && full === undefined
  await sql`savepoint message`.execute(tx.db)
  await saveAttempt(tx, 'code-sent', recipient)
  await queueMessage(tx, crypto, { kind: MESSAGE[purpose], to: phone, place, variables: { code } })
  await sql.raw(goes ? 'release savepoint message' : 'rollback to savepoint message').execute(tx.db)
  return undefined
}

/** Tries a typed code: used up when right; a wrong try is kept, on the code and for the hour. */
export async function tryCode(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  { purpose, phone, holder }: CodeFor,
  typed: string,
): Promise<KeptRefusal | undefined> {
  const recipient = phoneIndex(crypto, phone)
  const hourly = Buffer.concat([recipient, Buffer.from(purpose)])
  await lockAttempts(tx, recipient)
  const found = await latestCode(tx, recipient, purpose, holder)
  const may = mayTryCode(found, await listAttempts(tx, 'code-tried', hourly, 1), tx.now)
  if (!may.ok || !found) return new KeptRefusal(may.ok ? { code: 'code-not-sent' } : may.refusal)
  if (codeMatches(crypto, typed, { purpose, recipient: phone, holder }, found.codeHmac)) {
    await sql`update one_time_codes set used_at = ${new Date(tx.now)} where id = ${found.id}`.execute(tx.db)
    return undefined
  }
  await sql`update one_time_codes set wrong_tries = wrong_tries + 1 where id = ${found.id}`.execute(tx.db)
  await saveAttempt(tx, 'code-tried', hourly)
  return new KeptRefusal({ code: 'code-wrong', left: TRIES_PER_CODE - found.wrongTries - 1 })
}

type StoredCode = SentCode & { readonly id: string; readonly codeHmac: Uint8Array }

type CodeRow = { id: string; code_hmac: Uint8Array; wrong_tries: number; created_at: Date; used_at: Date | null }

/** The last code to a phone for a purpose, of any holder or of this one. */
async function latestCode(
  tx: Transaction,
  recipient: Uint8Array,
  purpose: CodePurpose,
  holder?: string,
): Promise<StoredCode | undefined> {
  const { rows } = await sql<CodeRow>`select id, code_hmac, wrong_tries, created_at, used_at from one_time_codes
    where recipient_index = ${recipient} and purpose = ${purpose}
      and (${holder === undefined} or holder_hash = ${tokenHash(holder ?? '')})
    order by created_at desc, id desc limit 1`.execute(tx.db)
  const row = rows[0]
  if (!row) return undefined
  const { id, code_hmac: codeHmac, wrong_tries: wrongTries, used_at: usedAt } = row
  const sentAt = instantOf(row.created_at.getTime())
  return { id, codeHmac, sentAt, wrongTries, ...(usedAt ? { usedAt: instantOf(usedAt.getTime()) } : {}) }
}

async function saveCode(
  tx: Transaction,
  {
    recipient,
    purpose,
    holder,
    wrongTries,
  }: { recipient: Uint8Array; purpose: CodePurpose; holder: string; wrongTries: number },
  hmac: Uint8Array,
): Promise<void> {
  await sql`insert into one_time_codes (id, purpose, recipient_index, holder_hash, code_hmac, wrong_tries, created_at)
    values (${newId()}, ${purpose}, ${recipient}, ${tokenHash(holder)}, ${hmac}, ${wrongTries}, ${new Date(tx.now)})`.execute(
    tx.db,
  )
}
