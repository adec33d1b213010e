import { callerIn, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import { endSession } from './session-store.ts'

/** Ends one of the caller's own sessions, named as the list of sessions names it. */
export async function endOwnSession(tx: Transaction, id: string): Promise<{ done: true }> {
  const { accountId } = callerIn(tx)
  const ended = await endSession(tx, Buffer.from(id, 'base64url'), accountId)
  found(ended || undefined)
  await record(tx, { action: 'account.session-ended', subject: accountId })
  return { done: true }
}
