import type { OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import { passwordIsDue } from '../../domain/accounts/password-rules.ts'
import type { Services } from '../services.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Call } from '../http/mount.ts'
import { deviceCookie, deviceToken, sessionCookie, sessionToken } from '../http/session-cookie.ts'
import { record } from '../journal.ts'
import { saveSignedIn, type Account } from './account-store.ts'
import { saveDeviceSeen } from './device-store.ts'
import { saveNewStep } from './sign-in-step-store.ts'
import { newToken, tokenHash } from './random-codes.ts'
import { endSession, saveNewSession } from './session-store.ts'

/** After all factors: the session, or, where the deployment rotates passwords and this one is due, a new one first. */
export async function finishSignIn(
  tx: Transaction,
  { passwordSwitches }: Pick<Services, 'passwordSwitches'>,
  account: Account,
  call: Call,
): Promise<OutputOf<typeof contract.signIn>> {
  const { id: accountId, place, passwordSetAt } = account
  if (passwordSetAt === null || !passwordIsDue(passwordSetAt, tx.now, passwordSwitches)) {
    return startSession(tx, account, call)
  }
  await record(tx, { action: 'account.password-due', subject: accountId, place })
  return { step: 'password-due', stepToken: await saveNewStep(tx, { step: 'new-password', accountId }) }
}

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
