import { MESSAGES, type MessageKind, type VariablesOf } from '../../domain/messages/templates.ts'
import type { FileId, MessageId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { insertMessage } from './message-store.ts'
import { sealMessage } from './sealed-message.ts'

export const DELIVER_MESSAGE = 'deliver-message'

export type MessageWish<Kind extends MessageKind> = {
  readonly kind: Kind
  /** Phone or mail address, as the kind's channel asks. */
  readonly to: string
  readonly variables: VariablesOf<Kind>
  /** Place of the organisation that it is about. */
  readonly place: number
  readonly attachmentFileId?: FileId
}

/** Wants a message sent: it is, at least once, exactly when this transaction commits. */
export async function queueMessage<Kind extends MessageKind>(
  tx: Transaction,
  crypto: CryptoProvider,
  { kind, to, variables, place, attachmentFileId }: MessageWish<Kind>,
): Promise<MessageId> {
  const id = newId<MessageId>()
  const { channel } = MESSAGES[kind]
  const sealed = sealMessage(crypto, id, to, variables)
  await insertMessage(tx, { id, place, channel, kind, ...sealed, attachmentFileId: attachmentFileId ?? null })
  await enqueue(tx, { task: DELIVER_MESSAGE, subject: id, key: id, awaited: true })
  return id
}
