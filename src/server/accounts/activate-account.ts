import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import { FAILURES_PER_HOUR } from '../../domain/accounts/lockout.ts'
import { readLogin } from '../../domain/accounts/login.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Call } from '../http/mount.ts'
import { record } from '../journal.ts'
import { KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { findAccount, lockAccount, savePassword, type Account } from './account-store.ts'
import { useActivation } from './activation-store.ts'
import { listAttempts, lockAttempts, saveAttempt } from './attempt-store.ts'
import { hashNewPassword } from './hash-new-password.ts'
import { loginSubject } from './sign-in.ts'
import { startSession } from './start-session.ts'

/**
 * First sign-in: the one-time code from the SMS and a password of one's own. The code came to the phone, so the device
 * counts as known from here on.
 */
export async function activateAccount(
  tx: Transaction,
  services: Services,
  { userName, code, password }: InputOf<typeof contract.activateAccount>,
  call: Call,
): Promise<OutputOf<typeof contract.activateAccount> | KeptRefusal> {
  const login = readLogin(userName)
  const subject = loginSubject(services, login)
  await lockAttempts(tx, subject)
  const failures = await listAttempts(tx, 'activation-failed', subject, 1)
  const account = await findInvited(tx, services, login)
  const allowed = failures.length < FAILURES_PER_HOUR
  const right = allowed && account !== undefined && (await useActivation(tx, services, account.id, code))
  if (!right) {
    await saveAttempt(tx, 'activation-failed', subject)
    await record(tx, { action: 'account.activation-refused', result: 'refused' })
    return new KeptRefusal({ code: 'activation-failed' })
  }
  await savePassword(tx, account.id, await hashNewPassword(services, account, password))
  return startSession(tx, account, call, 'account.activated')
}

async function findInvited(
  tx: Transaction,
  services: Services,
  login: ReturnType<typeof readLogin>,
): Promise<Account | undefined> {
  const found = await findAccount(tx, services.crypto, login, 'invited')
  const account = found && (await lockAccount(tx, found.id))
  return account?.state === 'invited' ? account : undefined
}
