import { proposedUserName } from '../../domain/accounts/user-name.ts'
import type { MessageKind } from '../../domain/messages/templates.ts'
import { shanghaiTime } from '../../domain/shared/time.ts'
import { bringsNewHandler, CONTACT_FIELDS, type UnitChange } from '../../domain/units/unit-change.ts'
import { openAccount } from '../accounts/account-secrets.ts'
import {
  disableAccount,
  freeUserName,
  lockAccount,
  saveName,
  saveNewAccount,
  saveSecrets,
  type Account,
} from '../accounts/account-store.ts'
import { saveNewActivation } from '../accounts/activation-store.ts'
import { readName } from '../accounts/pinyin-name.ts'
import type { Transaction } from '../db/transaction.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { accepted, found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { saveContactAccount, type Unit } from './unit-store.ts'

/** What a change means for whoever handles the unit's things; answers the user name of a new handler. */
export async function applyToHandler(
  tx: Transaction,
  services: Services,
  unit: Unit,
  change: UnitChange,
): Promise<string | undefined> {
  if (bringsNewHandler(change)) return replaceHandler(tx, services, unit, change)
  if (CONTACT_FIELDS.some((field) => change[field] !== undefined)) await changeHandler(tx, services, unit, change)
  return undefined
}

/** The same handler reached elsewhere, or rightly spelt: the account stays, and its sessions too. */
async function changeHandler(
  tx: Transaction,
  services: Services,
  unit: Unit,
  { contactName, contactPhone, contactTelephone, contactMail }: UnitChange,
): Promise<void> {
  const { crypto } = services
  const account = found(await lockAccount(tx, found(unit.contactAccountId)))
  if (contactName !== undefined) await saveName(tx, account.id, contactName)
  const secrets = openAccount(crypto, account.id, account.sealed)
  await saveSecrets(tx, crypto, account.id, {
    ...secrets,
    phone: contactPhone ?? secrets.phone,
    ...(contactTelephone === undefined ? {} : { telephone: contactTelephone }),
    ...(contactMail === undefined ? {} : { mail: contactMail }),
  })
  if (contactPhone === undefined || account.state === 'disabled') return
  await tellHolder(tx, services, unit, account, 'handler-phone-changed', secrets.phone)
  // Who never had the activation code at the old phone gets one at the new.
  if (account.state === 'invited') await inviteHandler(tx, services, unit, account, contactPhone)
  else await tellHolder(tx, services, unit, account, 'handler-phone-changed', contactPhone)
}

/** Another handler: the present account ends at once and its phone is told; the new one is invited by SMS to their own. */
async function replaceHandler(
  tx: Transaction,
  services: Services,
  unit: Unit,
  { contactName, contactIdNumber, contactPhone, contactTelephone, contactMail }: UnitChange,
): Promise<string> {
  const present = unit.contactAccountId && (await lockAccount(tx, unit.contactAccountId))
  const name = contactName ?? found(present || undefined).name
  const phone = found(contactPhone)
  if (present && present.state !== 'disabled') {
    await disableAccount(tx, present.id)
    const { phone: former } = openAccount(services.crypto, present.id, present.sealed)
    await tellHolder(tx, services, unit, present, 'handler-replaced', former)
  }
  const userName = await freeUserName(tx, accepted(proposedUserName(readName(name))))
  const id = await saveNewAccount(tx, services.crypto, {
    organisation: unit,
    userName,
    name,
    desks: ['unit-handler'],
    leads: true,
    secrets: {
      phone,
      idNumber: found(contactIdNumber),
      ...(contactTelephone === undefined ? {} : { telephone: contactTelephone }),
      ...(contactMail === undefined ? {} : { mail: contactMail }),
    },
  })
  await saveContactAccount(tx, unit, id)
  await inviteHandler(tx, services, unit, { id, userName }, phone)
  return userName
}

async function inviteHandler(
  tx: Transaction,
  services: Services,
  { name: unitName, place }: Unit,
  { id, userName }: Pick<Account, 'id' | 'userName'>,
  to: string,
): Promise<void> {
  const activationCode = await saveNewActivation(tx, services, id)
  const variables = { unitName, userName, activationCode }
  await queueMessage(tx, services.crypto, { kind: 'handler-named', to, place, variables })
}

async function tellHolder(
  tx: Transaction,
  { crypto }: Services,
  { name: unitName, place }: Unit,
  { userName }: Account,
  kind: Extract<MessageKind, 'handler-replaced' | 'handler-phone-changed'>,
  to: string,
): Promise<void> {
  if (to === '') return
  await queueMessage(tx, crypto, { kind, to, place, variables: { unitName, userName, at: shanghaiTime(tx.now) } })
}
