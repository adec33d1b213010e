import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import { readLogin } from '../../domain/accounts/login.ts'
import type { AccountId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import { lockAccount, savePassword, type Account } from './account-store.ts'
import { forgetAttempts } from './attempt-store.ts'
import { hashNewPassword } from './hash-new-password.ts'
import { phoneOfStep } from './send-phone-code.ts'
import { endSessionsOf } from './session-store.ts'
import { accountSubject, loginSubject } from './sign-in.ts'
import { lockStep, saveStepUsed } from './sign-in-step-store.ts'
import { tellPasswordChanged } from './tell-password-changed.ts'

/** Sets a new password after the phone's code, lifts the lock and ends every session; the second factor stays. */
export async function resetPassword(
  tx: Transaction,
  services: Services,
  { stepToken, accountId, password }: InputOf<typeof contract.resetPassword>,
): Promise<OutputOf<typeof contract.resetPassword>> {
  const step = await lockStep(tx, stepToken, 'new-password')
  const chosen = step?.choices.find((id) => id === (accountId as AccountId))
  const account = chosen && (await lockAccount(tx, chosen))
  if (!step?.phoneSealed || !account || account.state === 'disabled') return refused({ code: 'step-expired' })
  const { phone } = openAccount(services.crypto, account.id, account.sealed)
  // The account may have got another phone since the code came to this one.
  if (phone !== phoneOfStep(services, stepToken, step.phoneSealed)) return refused({ code: 'step-expired' })
  await savePassword(tx, account.id, await hashNewPassword(services, account, password))
  await saveStepUsed(tx, step)
  await endSessionsOf(tx, account.id)
  await forgetAttempts(tx, 'sign-in-failed', subjectsOf(services, account))
  await tellPasswordChanged(tx, services, account)
  const { id: subject, place, userName } = account
  await record(tx, { action: 'account.password-reset', subject, place })
  return { userName }
}

/** Everything that failed sign-ins of this account were counted under. */
function subjectsOf(services: Services, account: Account): Buffer[] {
  const { phone } = openAccount(services.crypto, account.id, account.sealed)
  const logins = [account.userName, account.organisationCode, phone].map(readLogin)
  return [accountSubject(services, account.id), ...logins.map((login) => loginSubject(services, login))]
}
