import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/registration.ts'
import { mayAskForCode } from '../../domain/accounts/one-time-code.ts'
import type { AccountId, RegistrationId } from '../../domain/shared/ids.ts'
import { openAccount, phoneIndex } from '../accounts/account-secrets.ts'
import { lockAccount, type Account } from '../accounts/account-store.ts'
import { saveNewActivation } from '../accounts/activation-store.ts'
import { listAttempts, lockAttempts, saveAttempt } from '../accounts/attempt-store.ts'
import { RESEND_SECONDS } from '../accounts/phone-codes.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockProgressStep } from './registration-progress.ts'

/** Sends a new activation code, within the limits of the phone; the earlier one is worth nothing any more. */
export async function resendActivation(
  tx: Transaction,
  services: Services,
  { stepToken }: InputOf<typeof contract.resendActivation>,
): Promise<OutputOf<typeof contract.resendActivation>> {
  const { registrationId, confirmed } = await lockProgressStep(tx, stepToken)
  const account = confirmed && registrationId ? await invitedContact(tx, registrationId) : undefined
  if (!account) return refused({ code: 'step-expired' })
  const { id: subject, place, userName } = account
  const { phone } = openAccount(services.crypto, account.id, account.sealed)
  const recipient = phoneIndex(services.crypto, phone)
  await lockAttempts(tx, recipient)
  accepted(mayAskForCode(await listAttempts(tx, 'code-sent', recipient, 24), tx.now))
  await saveAttempt(tx, 'code-sent', recipient)
  const activationCode = await saveNewActivation(tx, services, account.id)
  const variables = { userName, activationCode }
  await queueMessage(tx, services.crypto, { kind: 'activation-resent', to: phone, place, variables })
  await record(tx, { action: 'account.activation-resent', subject, place })
  return { resendAfterSeconds: RESEND_SECONDS }
}

/** The handler that the registration named, while invited; not one who came after them. */
async function invitedContact(tx: Transaction, id: RegistrationId): Promise<Account | undefined> {
  const { rows } = await sql<{ id: AccountId }>`select u.contact_account_id as id
    from registrations r join units u on u.organisation_id = r.unit_id
      join accounts a on a.id = u.contact_account_id and a.phone_index = r.phone_index
    where r.id = ${id} and r.state = 'approved' and ${inScope(tx, 'r.place')}`.execute(tx.db)
  const account = rows[0] && (await lockAccount(tx, rows[0].id))
  return account?.state === 'invited' ? account : undefined
}
