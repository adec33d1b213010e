import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused, type KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import { lockAccount, type Account } from './account-store.ts'
import { RESEND_SECONDS, sendCode } from './phone-codes.ts'
import { lockStep, type SignInStep } from './sign-in-step-store.ts'

export async function sendDeviceCode(
  tx: Transaction,
  services: Services,
  { stepToken }: InputOf<typeof contract.sendDeviceCode>,
): Promise<OutputOf<typeof contract.sendDeviceCode> | KeptRefusal> {
  const { account } = await accountAtDeviceStep(tx, stepToken)
  const { phone } = openAccount(services.crypto, account.id, account.sealed)
  const no = await sendCode(tx, services, { purpose: 'sign-in', phone, holder: stepToken, place: account.place }, true)
  const { id: subject, place } = account
  if (no) await record(tx, { action: 'account.device-code-refused', subject, place, result: 'refused' })
  else await record(tx, { action: 'account.device-code-sent', subject, place })
  return no ?? { resendAfterSeconds: RESEND_SECONDS }
}

/** The account that has given its password and not yet its code. */
export async function accountAtDeviceStep(
  tx: Transaction,
  stepToken: string,
): Promise<{ step: SignInStep; account: Account }> {
  const step = await lockStep(tx, stepToken, 'device-code')
  const account = step?.accountId ? await lockAccount(tx, step.accountId) : undefined
  if (!step || account?.state !== 'active') return refused({ code: 'step-expired' })
  return { step, account }
}
