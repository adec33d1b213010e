import { shanghaiTime } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import { saveSecrets, type Account } from './account-store.ts'

/** Another phone of the same account; whoever reads the phone before learns of it. */
export async function savePhone(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  { id, userName, place, sealed }: Pick<Account, 'id' | 'userName' | 'place' | 'sealed'>,
  phone: string,
): Promise<void> {
  const secrets = openAccount(crypto, id, sealed)
  if (secrets.phone === phone) return refused({ code: 'phone-unchanged' })
  await saveSecrets(tx, crypto, id, { ...secrets, phone })
  if (secrets.phone === '') return
  const variables = { userName, at: shanghaiTime(tx.now) }
  await queueMessage(tx, crypto, { kind: 'phone-changed', to: secrets.phone, place, variables })
}
