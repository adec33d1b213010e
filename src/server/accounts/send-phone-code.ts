import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { phoneIndex } from './account-secrets.ts'
import { listAccountsOfPhone } from './account-store.ts'
import { RESEND_SECONDS, sendCode } from './phone-codes.ts'
import { newToken, tokenHash } from './random-codes.ts'
import { saveNewStep } from './sign-in-step-store.ts'

const PHONE = 'sign_in_steps.phone'

/** 忘记密码 and 查用户名: a step that knows the phone's accounts, and a code where there are any. */
export async function sendPhoneCode(
  tx: Transaction,
  services: Services,
  { phone }: InputOf<typeof contract.sendPhoneCode>,
): Promise<OutputOf<typeof contract.sendPhoneCode> | KeptRefusal> {
  const { crypto } = services
  const accounts = await listAccountsOfPhone(tx, phoneIndex(crypto, phone))
  const token = newToken()
  const no = await sendCode(tx, services, { purpose: 'forgotten', phone, holder: token }, accounts.length > 0)
  if (no) {
    await record(tx, { action: 'account.phone-code-refused', result: 'refused' })
    return no
  }
  const phoneSealed = crypto.seal(PHONE, tokenHash(token).toString('base64url'), phone)
  await saveNewStep(tx, { step: 'choose-account', token, phoneSealed, choices: accounts.map(({ id }) => id) })
  await record(tx, { action: 'account.phone-code-asked' })
  return { stepToken: token, resendAfterSeconds: RESEND_SECONDS }
}

/** The phone that a step of 忘记密码 is about. */
export function phoneOfStep({ crypto }: Pick<Services, 'crypto'>, token: string, sealed: Uint8Array): string {
  return crypto.open(PHONE, tokenHash(token).toString('base64url'), sealed).toString()
}
