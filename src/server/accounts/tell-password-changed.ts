import { shanghaiTime } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { queueMessage } from '../messages/queue-message.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import type { Account } from './account-store.ts'

/** Whoever did not change the password learns of it by SMS, where the account has a phone. */
export async function tellPasswordChanged(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  account: Account,
): Promise<void> {
  const { phone } = openAccount(crypto, account.id, account.sealed)
  if (phone === '') return
  const variables = { userName: account.userName, at: shanghaiTime(tx.now) }
  await queueMessage(tx, crypto, { kind: 'password-changed', to: phone, place: account.place, variables })
}
