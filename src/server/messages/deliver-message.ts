import { renderMessage } from '../../contract/words/messages.ts'
import { beginDelivery, endDelivery, isSettled, type Delivery } from '../../domain/messages/delivery.ts'
import { MESSAGES } from '../../domain/messages/templates.ts'
import type { FileId, MessageId } from '../../domain/shared/ids.ts'
import type { Instant } from '../../domain/shared/time.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inTransaction, type Transaction, type Transactions } from '../db/transaction.ts'
import type { MailAttachment } from '../gateways/mail/mail-gateway.ts'
import type { Outcome } from '../gateways/outcome.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Gateways } from './choose-gateways.ts'
import { lockMessage, saveDelivery, type StoredMessage } from './message-store.ts'
import { DELIVER_MESSAGE } from './queue-message.ts'
import { openMessage } from './sealed-message.ts'

export type DeliveryServices = {
  readonly transactions: Transactions
  readonly clock: () => Instant
  readonly crypto: CryptoProvider
  readonly gateways: Gateways
  readonly readAttachment: (id: FileId) => Promise<MailAttachment>
}

/**
 * The job of one message: note that it is being sent, hand it over outside any transaction, note what became of it.
 * Dying in between leaves it `sending`, and it is sent once more under the same id. Later tries are jobs of their own.
 */
export async function deliverMessage(services: DeliveryServices, id: MessageId): Promise<void> {
  const message = await withMessages(services, (tx) => begin(tx, id))
  if (!message) return
  const outcome = await handOver(services, message)
  await withMessages(services, (tx) => end(tx, message, outcome))
}

function withMessages<T>({ transactions, clock }: DeliveryServices, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const begin = { kind: 'system', purpose: 'messages' } as const
  return inTransaction(transactions, { begin, command: 'message.deliver', now: clock() }, work)
}

/** The message to be handed over now, noted as being sent; nothing where that is not to happen, or not yet. */
async function begin(tx: Transaction, id: MessageId): Promise<StoredMessage | undefined> {
  const message = await lockMessage(tx, id)
  if (!message) return undefined
  const beginning = beginDelivery(message.delivery, tx.now)
  if (beginning.do === 'nothing') return undefined
  if (beginning.do === 'wait') {
    await tryAgain(tx, id, beginning.until)
    return undefined
  }
  await saveDelivery(tx, id, beginning.delivery)
  return beginning.do === 'send' ? { ...message, delivery: beginning.delivery } : undefined
}

/** Notes what became of a try, unless another worker has taken the message over meanwhile. */
async function end(tx: Transaction, { id, delivery: tried }: StoredMessage, outcome: Outcome): Promise<void> {
  const now = await lockMessage(tx, id)
  if (now?.delivery.state !== 'sending' || now.delivery.attempts !== tried.attempts) return
  const delivery: Delivery = endDelivery(tried, outcome, tx.now)
  await saveDelivery(tx, id, delivery)
  if (!isSettled(delivery) && delivery.nextAttemptAt !== null) await tryAgain(tx, id, delivery.nextAttemptAt)
}

function tryAgain(tx: Transaction, id: MessageId, at: Instant): Promise<void> {
  return enqueue(tx, {
    task: DELIVER_MESSAGE,
    subject: id,
    key: id,
    afterSeconds: Math.max(0, at - tx.now) / 1000,
    awaited: true,
  })
}

async function handOver(services: DeliveryServices, message: StoredMessage): Promise<Outcome> {
  const { id, recipientSealed, variablesSealed, attachmentFileId } = message
  const { kind } = message.delivery
  if (!recipientSealed || !variablesSealed) return { kind: 'refused', reason: 'content-wiped' }
  const { to, variables } = openMessage(services.crypto, id, { recipientSealed, variablesSealed })
  const { subject, text } = renderMessage(kind, variables)
  if (MESSAGES[kind].channel === 'sms') return services.gateways.sms.send({ id, to, text })
  const attachments = attachmentFileId === null ? [] : [await services.readAttachment(attachmentFileId)]
  return services.gateways.mail.send({ id, to, subject, text, attachments })
}
