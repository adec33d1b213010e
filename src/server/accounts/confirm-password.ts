import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { isStillConfirmed } from '../../domain/accounts/session-life.ts'
import { instantOf } from '../../domain/shared/time.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import type { Call } from '../http/mount.ts'
import { sessionToken } from '../http/session-cookie.ts'
import { record } from '../journal.ts'
import { found, type KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockAccount } from './account-store.ts'
import { wrongPassword } from './change-password.ts'
import { tokenHash } from './random-codes.ts'

/** The password once more; wrong ones count like failed sign-ins. */
export async function confirmPassword(
  tx: Transaction,
  services: Services,
  password: string,
  { request }: Call,
): Promise<{ done: true } | KeptRefusal> {
  const account = found(await lockAccount(tx, callerIn(tx).accountId))
  const no = await wrongPassword(tx, services, account, password)
  if (no) {
    await record(tx, { action: 'account.password-refused', subject: account.id, result: 'refused' })
    return no
  }
  await sql`update sessions set confirmed_at = ${new Date(tx.now)}
    where token_hash = ${tokenHash(found(sessionToken(request)))} and ${inScope(tx, 'place')}`.execute(tx.db)
  await record(tx, { action: 'account.password-confirmed', subject: account.id })
  return { done: true }
}

/** Whether this session's password was given lately enough, at sign-in or since. */
export async function isConfirmed(tx: Transaction, request: FastifyRequest): Promise<boolean> {
  const token = sessionToken(request)
  if (token === undefined) return false
  const { rows } = await sql<{ at: Date }>`select coalesce(confirmed_at, created_at) as at from sessions
    where token_hash = ${tokenHash(token)} and ended_at is null and ${inScope(tx, 'place')}`.execute(tx.db)
  const at = rows[0]?.at
  return at !== undefined && isStillConfirmed(instantOf(at.getTime()), tx.now)
}
