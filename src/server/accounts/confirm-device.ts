import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Call } from '../http/mount.ts'
import { record } from '../journal.ts'
import type { KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import { tryCode } from './phone-codes.ts'
import { accountAtDeviceStep } from './send-device-code.ts'
import { saveStepUsed } from './sign-in-step-store.ts'
import { finishSignIn } from './start-session.ts'

export async function confirmDevice(
  tx: Transaction,
  services: Services,
  { stepToken, code }: InputOf<typeof contract.confirmDevice>,
  call: Call,
): Promise<OutputOf<typeof contract.confirmDevice> | KeptRefusal> {
  const { step, account } = await accountAtDeviceStep(tx, stepToken)
  const { phone } = openAccount(services.crypto, account.id, account.sealed)
  const no = await tryCode(tx, services, { purpose: 'sign-in', phone, holder: stepToken }, code)
  if (no) {
    const { id: subject, place } = account
    await record(tx, { action: 'account.device-code-wrong', subject, place, result: 'refused' })
    return no
  }
  await saveStepUsed(tx, step)
  return finishSignIn(tx, services, account, call)
}
