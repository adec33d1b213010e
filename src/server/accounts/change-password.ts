import type { InputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/own-account.ts'
import { mayTrySignIn } from '../../domain/accounts/lockout.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import type { Call } from '../http/mount.ts'
import { sessionToken } from '../http/session-cookie.ts'
import { record } from '../journal.ts'
import { found, KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockAccount, savePassword, type Account } from './account-store.ts'
import { listAttempts, lockAttempts, saveAttempt } from './attempt-store.ts'
import { hashNewPassword } from './hash-new-password.ts'
import { tellPasswordChanged } from './tell-password-changed.ts'
import { tokenHash } from './random-codes.ts'
import { endSessionsOf } from './session-store.ts'
import { accountSubject } from './sign-in.ts'

/** Changes the password with the present one, whose wrong tries count like failed sign-ins, and ends other sessions. */
export async function changePassword(
  tx: Transaction,
  services: Services,
  { present, password }: InputOf<typeof contract.changePassword>,
  { request }: Call,
): Promise<{ done: true } | KeptRefusal> {
  const account = found(await lockAccount(tx, callerIn(tx).accountId))
  const no = await wrongPassword(tx, services, account, present)
  if (no) {
    await record(tx, { action: 'account.password-refused', subject: account.id, result: 'refused' })
    return no
  }
  await savePassword(tx, account.id, await hashNewPassword(services, account, password))
  await endSessionsOf(tx, account.id, tokenHash(found(sessionToken(request))))
  await tellPasswordChanged(tx, services, account)
  await record(tx, { action: 'account.password-changed', subject: account.id })
  return { done: true }
}

/** The refusal where the present password is wrong or may not be tried now; such tries are counted. */
export async function wrongPassword(
  tx: Transaction,
  services: Services,
  account: Account,
  typed: string,
): Promise<KeptRefusal | undefined> {
  const subject = accountSubject(services, account.id)
  await lockAttempts(tx, subject)
  const failures = await listAttempts(tx, 'sign-in-failed', subject, 1)
  const may = mayTrySignIn({ failures, ...(account.signedInAt ? { lastSuccess: account.signedInAt } : {}) }, tx.now)
  if (!may.ok) return new KeptRefusal(may.refusal)
  if (await services.passwords.verify(account.passwordHash ?? undefined, typed)) return undefined
  await saveAttempt(tx, 'sign-in-failed', subject)
  return new KeptRefusal({ code: 'password-wrong' })
}
