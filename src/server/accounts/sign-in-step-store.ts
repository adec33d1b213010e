import { sql } from 'kysely'
import type { AccountId } from '../../domain/shared/ids.ts'
import { addMinutes } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { newToken, tokenHash } from './random-codes.ts'

/** Where a sign-in or reset stands between two requests. */
export type StepKind = 'device-code' | 'totp' | 'choose-account' | 'new-password'

export type SignInStep = {
  readonly hash: Uint8Array
  readonly accountId: AccountId | null
  /** Accounts to choose from, and the sealed phone that they share. */
  readonly choices: readonly AccountId[]
  readonly phoneSealed: Uint8Array | null
}

const MINUTES = 15

export type NewStep = Partial<Omit<SignInStep, 'hash'>> & { readonly step: StepKind; readonly token?: string }

/** Opens a step for 15 minutes and answers its token. */
export async function saveNewStep(tx: Transaction, { step, token = newToken(), ...wanted }: NewStep): Promise<string> {
  const { accountId = null, choices = [], phoneSealed = null } = wanted
  await sql`insert into sign_in_steps (token_hash, account_id, step, choices, phone_sealed, expires_at)
    values (${tokenHash(token)}, ${accountId}, ${step}, ${[...choices]}, ${phoneSealed},
      ${new Date(addMinutes(tx.now, MINUTES))})`.execute(tx.db)
  return token
}

/** Locks a step that is open, unused and of this kind. */
export async function lockStep(tx: Transaction, token: string, step: StepKind): Promise<SignInStep | undefined> {
  const { rows } = await sql<SignInStep>`select token_hash as hash, account_id as "accountId", choices,
      phone_sealed as "phoneSealed" from sign_in_steps
    where token_hash = ${tokenHash(token)} and step = ${step} and used_at is null and expires_at > ${new Date(tx.now)}
    for update`.execute(tx.db)
  return rows[0]
}

export async function saveStepUsed(tx: Transaction, { hash }: SignInStep): Promise<void> {
  await sql`update sign_in_steps set used_at = ${new Date(tx.now)} where token_hash = ${hash}`.execute(tx.db)
}

/** Leads a step on to the next kind, with its time anew. */
export async function saveNextStep(tx: Transaction, { hash }: SignInStep, step: StepKind): Promise<void> {
  await sql`update sign_in_steps set step = ${step}, expires_at = ${new Date(addMinutes(tx.now, MINUTES))}
    where token_hash = ${hash}`.execute(tx.db)
}
