import { sql } from 'kysely'
import { activationExpires } from '../../domain/accounts/session-life.ts'
import type { AccountId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { codeHmac, codeMatches, newActivationCode, normaliseActivationCode, type CodeBinding } from './random-codes.ts'

function bindingOf(account: AccountId): CodeBinding {
  return { purpose: 'activation', recipient: account, holder: '' }
}

/** Makes an activation code for 72 hours; an earlier one of the account is worth nothing from then on. */
export async function saveNewActivation(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  account: AccountId,
): Promise<string> {
  const code = newActivationCode()
  await sql`insert into activation_codes (account_id, code_hmac, expires_at)
    values (${account}, ${codeHmac(crypto, code, bindingOf(account))}, ${new Date(activationExpires(tx.now))})
    on conflict (account_id) do update set code_hmac = excluded.code_hmac, expires_at = excluded.expires_at, used_at = null`.execute(
    tx.db,
  )
  return code
}

/** Whether this is the account's live activation code, which is then used up. */
export async function useActivation(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  account: AccountId,
  typed: string,
): Promise<boolean> {
  const { rows } = await sql<{ code_hmac: Uint8Array }>`select code_hmac from activation_codes
    where account_id = ${account} and used_at is null and expires_at > ${new Date(tx.now)} for update`.execute(tx.db)
  const stored = rows[0]?.code_hmac
  if (!stored || !codeMatches(crypto, normaliseActivationCode(typed), bindingOf(account), stored)) return false
  await sql`update activation_codes set used_at = ${new Date(tx.now)} where account_id = ${account}`.execute(tx.db)
  return true
}
