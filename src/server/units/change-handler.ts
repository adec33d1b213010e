import { proposedUserName } from '../../domain/accounts/user-name.ts'
import type { UnitChange } from '../../domain/units/unit-change.ts'
import { openAccount } from '../accounts/account-secrets.ts'
import {
  disableAccount,
  freeUserName,
  lockAccount,
  saveName,
  saveNewAccount,
  saveSecrets,
} from '../accounts/account-store.ts'
import { saveNewActivation } from '../accounts/activation-store.ts'
import { readName } from '../accounts/pinyin-name.ts'
import type { Transaction } from '../db/transaction.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { accepted, found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { saveContactAccount, type Unit } from './unit-store.ts'

/** The same handler with another phone or mail address, or rightly spelt: the account stays, and its sessions too. */
export async function changeHandler(
  tx: Transaction,
  { crypto }: Services,
  unit: Unit,
  { contactName, contactPhone, contactMail }: UnitChange,
): Promise<void> {
  const account = found(await lockAccount(tx, found(unit.contactAccountId)))
  if (contactName !== undefined) await saveName(tx, account.id, contactName)
  const secrets = openAccount(crypto, account.id, account.sealed)
  await saveSecrets(tx, crypto, account.id, {
    ...secrets,
    phone: contactPhone ?? secrets.phone,
    ...(contactMail === undefined ? {} : { mail: contactMail }),
  })
}

/** Another handler: the present account ends at once, and the new one is invited by SMS to their own phone. */
export async function replaceHandler(
  tx: Transaction,
  services: Services,
  unit: Unit,
  { contactName, contactIdNumber, contactPhone, contactMail }: UnitChange,
): Promise<void> {
  const present = unit.contactAccountId && (await lockAccount(tx, unit.contactAccountId))
  const name = contactName ?? found(present || undefined).name
  const phone = found(contactPhone)
  if (present) await disableAccount(tx, present.id)
  const userName = await freeUserName(tx, accepted(proposedUserName(readName(name))))
  const accountId = await saveNewAccount(tx, services.crypto, {
    organisation: unit,
    userName,
    name,
    desks: ['unit-handler'],
    leads: true,
    secrets: { phone, idNumber: found(contactIdNumber), ...(contactMail === undefined ? {} : { mail: contactMail }) },
  })
  await saveContactAccount(tx, unit, accountId)
  const activationCode = await saveNewActivation(tx, services, accountId)
  const variables = { unitName: unit.name, userName, activationCode }
  await queueMessage(tx, services.crypto, { kind: 'handler-named', to: phone, place: unit.place, variables })
}
