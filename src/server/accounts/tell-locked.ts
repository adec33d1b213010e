import { sql } from 'kysely'
import { shanghaiTime, type Instant } from '../../domain/shared/time.ts'
import { ROOT_INTERVAL } from '../../domain/organisations/tree.ts'
import type { Transaction } from '../db/transaction.ts'
import { queueMessage } from '../messages/queue-message.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import type { Account } from './account-store.ts'

const NOBODY = { userName: 'nobody', place: ROOT_INTERVAL.low, phone: '10000000000' }

/**
 * Tells an account's owner by SMS that wrong passwords locked it. The message is made after every failure, of accounts
 * that do not exist too, and undone where there is nobody to tell or nothing was locked: the time tells neither.
 */
export async function tellLocked(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  account: Account | undefined,
  until: Instant | undefined,
): Promise<void> {
  const { userName, place, phone } = account
    ? { ...account, phone: openAccount(crypto, account.id, account.sealed).phone }
    : NOBODY
  const variables = { userName, until: shanghaiTime(until ?? tx.now) }
  await sql`savepoint locked`.execute(tx.db)
  await queueMessage(tx, crypto, { kind: 'account-locked', to: phone, place, variables })
  const kept = account !== undefined && until !== undefined && phone !== ''
  await sql.raw(kept ? 'release savepoint locked' : 'rollback to savepoint locked').execute(tx.db)
}
