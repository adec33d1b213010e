import { addMinutes } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { listStuckMessages } from './message-store.ts'
import { DELIVER_MESSAGE } from './queue-message.ts'

const OVERDUE_MINUTES = 15

/** Gives messages a new job whose own was lost, say with a queue restored from elsewhere; to be run each night. */
export async function requeueStuckMessages(tx: Transaction): Promise<number> {
  const stuck = await listStuckMessages(tx, addMinutes(tx.now, -OVERDUE_MINUTES))
  for (const id of stuck) await enqueue(tx, { task: DELIVER_MESSAGE, subject: id, key: id })
  return stuck.length
}
