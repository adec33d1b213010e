import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/account-session.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'

export async function savePreferences(
  tx: Transaction,
  { theme, size }: InputOf<typeof contract.savePreferences>,
): Promise<{ done: true }> {
  const { accountId } = callerIn(tx)
  await sql`update accounts set preferences = ${JSON.stringify({ theme, size })}
    where id = ${accountId} and ${inScope(tx, 'place')}`.execute(tx.db)
  await record(tx, { action: 'account.preferences-saved', subject: accountId, after: { theme, size } })
  return { done: true }
}
