import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused, type KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { phoneIndex } from './account-secrets.ts'
import { listAccountsOfPhone } from './account-store.ts'
import { tryCode } from './phone-codes.ts'
import { phoneOfStep } from './send-phone-code.ts'
import { lockStep, saveNextStep } from './sign-in-step-store.ts'

/** The accounts of a phone once its code is right; the same token may then set one new password. */
export async function confirmPhone(
  tx: Transaction,
  services: Services,
  { stepToken, code }: InputOf<typeof contract.confirmPhone>,
): Promise<OutputOf<typeof contract.confirmPhone> | KeptRefusal> {
  const step = await lockStep(tx, stepToken, 'choose-account')
  if (!step?.phoneSealed) return refused({ code: 'step-expired' })
  const phone = phoneOfStep(services, stepToken, step.phoneSealed)
  const no = await tryCode(tx, services, { purpose: 'forgotten', phone, holder: stepToken }, code)
  if (no) {
    await record(tx, { action: 'account.phone-code-wrong', result: 'refused' })
    return no
  }
  const accounts = await listAccountsOfPhone(tx, phoneIndex(services.crypto, phone))
  const chosen = accounts.filter(({ id }) => step.choices.includes(id))
  await saveNextStep(tx, step, 'new-password')
  await record(tx, { action: 'account.phone-confirmed', facts: { accounts: chosen.length } })
  return { accounts: chosen.map(({ id, userName, organisationName }) => ({ id, userName, organisationName })) }
}
