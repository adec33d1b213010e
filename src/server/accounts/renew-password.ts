import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import { normalisePassword } from '../../domain/accounts/password-rules.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Call } from '../http/mount.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockAccount, savePassword } from './account-store.ts'
import { hashNewPassword } from './hash-new-password.ts'
import { endSessionsOf } from './session-store.ts'
import { lockStep, saveStepUsed } from './sign-in-step-store.ts'
import { startSession } from './start-session.ts'
import { tellPasswordChanged } from './tell-password-changed.ts'

/** A password that was due is replaced by another one, every session ends, and the sign-in with it is done. */
export async function renewPassword(
  tx: Transaction,
  services: Services,
  { stepToken, password }: InputOf<typeof contract.renewPassword>,
  call: Call,
): Promise<OutputOf<typeof contract.renewPassword>> {
  const step = await lockStep(tx, stepToken, 'new-password')
  const account = step?.accountId ? await lockAccount(tx, step.accountId) : undefined
  if (!step || account?.state !== 'active') return refused({ code: 'step-expired' })
  const same = await services.passwords.verify(account.passwordHash ?? undefined, normalisePassword(password))
  if (same) return refused({ code: 'password-unchanged' })
  await savePassword(tx, account.id, await hashNewPassword(services, account, password))
  await saveStepUsed(tx, step)
  await endSessionsOf(tx, account.id)
  await tellPasswordChanged(tx, services, account)
  return startSession(tx, account, call, 'account.password-renewed')
}
