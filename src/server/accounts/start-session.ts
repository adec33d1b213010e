import type { OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Call } from '../http/mount.ts'
import { deviceCookie, deviceToken, sessionCookie, sessionToken } from '../http/session-cookie.ts'
import { record } from '../journal.ts'
import { saveSignedIn, type Account } from './account-store.ts'
import { saveDeviceSeen } from './device-store.ts'
import { newToken, tokenHash } from './random-codes.ts'
import { endSession, saveNewSession } from './session-store.ts'

/**
 * Ends a sign-in: a new session token in every case, the browser's earlier session ended, its device remembered for
 * 30 days.
 */
export async function startSession(
  tx: Transaction,
  account: Account,
  { request, cookies }: Call,
  action = 'account.signed-in',
): Promise<OutputOf<typeof contract.signIn>> {
  const earlier = sessionToken(request)
  if (earlier !== undefined) await endSession(tx, tokenHash(earlier))
  const device = deviceToken(request) ?? newToken()
  await saveDeviceSeen(tx, account.id, tokenHash(device))
  await saveSignedIn(tx, account.id)
  const agent = request.headers['user-agent'] ?? ''
  const token = await saveNewSession(tx, { account, deviceHash: tokenHash(device), agent })
  cookies.push(sessionCookie(token), deviceCookie(device))
  await record(tx, { action, subject: account.id, place: account.place })
  return { step: 'done' }
}
