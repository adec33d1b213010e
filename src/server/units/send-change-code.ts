import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { sendChangeCode as endpoint } from '../../contract/unit-profile.ts'
import { RESEND_SECONDS, sendCode } from '../accounts/phone-codes.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'

/** Sends a code to the phone that is to be the handler's; it belongs to whoever asked for it. */
export async function sendChangeCode(
  tx: Transaction,
  services: Services,
  { phone }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint> | KeptRefusal> {
  const { accountId, place, organisationId } = callerIn(tx)
  const no = await sendCode(tx, services, { purpose: 'change-phone', phone, holder: accountId, place }, true)
  const action = no ? 'unit.change-code-refused' : 'unit.change-code-sent'
  await record(tx, { action, subject: organisationId, result: no ? 'refused' : 'done' })
  return no ?? { resendAfterSeconds: RESEND_SECONDS }
}
