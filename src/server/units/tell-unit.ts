import { sql } from 'kysely'
import type { MESSAGES, MessageKind, VariablesOf } from '../../domain/messages/templates.ts'
import type { AccountId, OrganisationId } from '../../domain/shared/ids.ts'
import { openAccount } from '../accounts/account-secrets.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { queueMessage } from '../messages/queue-message.ts'

type ContactRow = { id: AccountId; sealed: Buffer; place: number }

/** Kinds of message that go to a phone. */
export type SmsKind = {
  [Kind in MessageKind]: (typeof MESSAGES)[Kind]['channel'] extends 'sms' ? Kind : never
}[MessageKind]

/** Sends an SMS to the unit's contact; a unit without one that can be reached is told on its pages only. */
export async function tellUnit<Kind extends SmsKind>(
  tx: Transaction,
  crypto: CryptoProvider,
  unitId: OrganisationId,
  kind: Kind,
  variables: VariablesOf<Kind>,
): Promise<void> {
  const { rows } =
    await sql<ContactRow>`select a.id, a.sealed, a.place from units u join accounts a on a.id = u.contact_account_id
    where u.organisation_id = ${unitId} and a.state <> 'disabled' and ${inScope(tx, 'u.place')}`.execute(tx.db)
  const [contact] = rows
  if (!contact) return
  const { phone } = openAccount(crypto, contact.id, contact.sealed)
  await queueMessage(tx, crypto, { kind, to: phone, variables, place: contact.place })
}
