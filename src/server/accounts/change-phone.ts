import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { changePhone as endpoint } from '../../contract/own-account.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found, type KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import { lockAccount } from './account-store.ts'
import { tryCode } from './phone-codes.ts'
import { savePhone } from './save-phone.ts'
import { officerIn } from './send-own-phone-code.ts'

/** Another phone of the caller's account, after the code that was sent to it. */
export async function changePhone(
  tx: Transaction,
  services: Services,
  { phone, code }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint> | KeptRefusal> {
  const account = found(await lockAccount(tx, officerIn(tx).accountId))
  const no = await tryCode(tx, services, { purpose: 'own-phone', phone, holder: account.id }, code)
  if (no) {
    await record(tx, { action: 'account.phone-code-wrong', subject: account.id, result: 'refused' })
    return no
  }
  const present = openAccount(services.crypto, account.id, account.sealed).phone
  await savePhone(tx, services, account, phone)
  await record(tx, {
    action: 'account.phone-changed',
    subject: account.id,
    before: { phone: maskPhone(present) },
    after: { phone: maskPhone(phone) },
  })
  return { phoneMasked: maskPhone(phone) }
}
