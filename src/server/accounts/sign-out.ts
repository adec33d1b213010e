import { callerIn, type Transaction } from '../db/transaction.ts'
import type { Call } from '../http/mount.ts'
import { endedSessionCookie, sessionToken } from '../http/session-cookie.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import { tokenHash } from './random-codes.ts'
import { endSession } from './session-store.ts'

export async function signOut(tx: Transaction, { request, cookies }: Call): Promise<{ done: true }> {
  await endSession(tx, tokenHash(found(sessionToken(request))))
  await record(tx, { action: 'account.signed-out', subject: callerIn(tx).accountId })
  cookies.push(endedSessionCookie())
  return { done: true }
}
