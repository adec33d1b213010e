import { sql } from 'kysely'
import type { AccountId } from '../../domain/shared/ids.ts'
import { inTransaction, type Transaction } from '../db/transaction.ts'
import type { FileCall } from '../http/mount-file.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'

/** Somebody of the demo association at work: each command in a transaction of its own, with the account's rights. */
export type DemoHand = FileCall['within']

export async function demoHand({ transactions, clock }: Services, userName: string): Promise<DemoHand> {
  const system = { begin: { kind: 'system', purpose: 'start' }, command: null, now: clock() } as const
  const accountId = await inTransaction(transactions, system, (tx) => accountOf(tx, userName))
  return (command, work, pace = 'interactive') =>
    inTransaction(transactions, { begin: { kind: 'job', accountId }, command, now: clock(), pace }, work)
}

async function accountOf(tx: Transaction, userName: string): Promise<AccountId> {
  const { rows } = await sql<{ id: AccountId }>`select id from accounts where user_name = ${userName}`.execute(tx.db)
  return found(rows[0]).id
}
