import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { sendOwnPhoneCode as endpoint } from '../../contract/own-account.ts'
import { isOfficer } from '../../domain/organisations/desks.ts'
import { callerIn, type Caller, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found, refused, type KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import { lockAccount } from './account-store.ts'
import { RESEND_SECONDS, sendCode } from './phone-codes.ts'

/** Sends a code to the phone that is to be the caller's. */
export async function sendOwnPhoneCode(
  tx: Transaction,
  services: Services,
  { phone }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint> | KeptRefusal> {
  const { accountId, place } = officerIn(tx)
  const account = found(await lockAccount(tx, accountId))
  if (openAccount(services.crypto, accountId, account.sealed).phone === phone)
    return refused({ code: 'phone-unchanged' })
  const no = await sendCode(tx, services, { purpose: 'own-phone', phone, holder: accountId, place }, true)
  const action = no ? 'account.phone-code-refused' : 'account.phone-code-sent'
  await record(tx, { action, subject: accountId, result: no ? 'refused' : 'done' })
  return no ?? { resendAfterSeconds: RESEND_SECONDS }
}

/** The caller, whose phone is their own to change: a handler's is known to the office, which decides about another. */
export function officerIn(tx: Transaction): Caller {
  const caller = callerIn(tx)
  return isOfficer(caller.desks) ? caller : refused({ code: 'phone-by-unit-change' })
}
