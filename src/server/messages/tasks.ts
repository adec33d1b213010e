import type { FileId, MessageId } from '../../domain/shared/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { MailAttachment } from '../gateways/mail/mail-gateway.ts'
import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { deliverMessage } from './deliver-message.ts'
import { countUndelivered } from './message-lists.ts'
import { DELIVER_MESSAGE } from './queue-message.ts'
import { requeueStuckMessages } from './requeue-stuck-messages.ts'

/** Sends queued messages; `readAttachment` comes from the files, which know messages and not the other way round. */
export function messageTasks(services: Services, readAttachment: (id: FileId) => Promise<MailAttachment>): Tasks {
  const { transactions, clock } = services
  return {
    tasks: {
      [DELIVER_MESSAGE]: ({ subject }) => deliverMessage({ ...services, readAttachment }, subject as MessageId),
    },
    nightly: {
      'requeue-stuck-messages': {
        hour: 4,
        minute: 10,
        run: async (_, log) => {
          const begin = { kind: 'system', purpose: 'nightly' } as const
          const undelivered = await inTransaction(transactions, { begin, command: null, now: clock() }, async (tx) => {
            await requeueStuckMessages(tx)
            return countUndelivered(tx)
          })
          if (undelivered > 0) log.error(`${undelivered} messages of the last day were given up and not delivered.`)
        },
      },
    },
  }
}
