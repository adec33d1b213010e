import { sql } from 'kysely'
import { isSettled, type Delivery } from '../../domain/messages/delivery.ts'
import type { MessageKind } from '../../domain/messages/templates.ts'
import type { FileId, MessageId } from '../../domain/shared/ids.ts'
import { instantOf, type Instant } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'

export type NewMessage = {
  readonly id: MessageId
  /** Place of the organisation that it is about. */
  readonly place: number
  readonly channel: 'sms' | 'mail'
  readonly kind: MessageKind
  readonly recipientSealed: Uint8Array
  readonly variablesSealed: Uint8Array
  readonly attachmentFileId: FileId | null
}

export type StoredMessage = {
  readonly id: MessageId
  readonly delivery: Delivery
  readonly recipientSealed: Uint8Array | null
  readonly variablesSealed: Uint8Array | null
  readonly attachmentFileId: FileId | null
}

type Row = {
  id: MessageId
  at: Date
  kind: MessageKind
  state: Delivery['state']
  attempts: number
  next_attempt_at: Date | null
  last_error: string | null
  provider_id: string | null
  recipient_sealed: Uint8Array | null
  variables_sealed: Uint8Array | null
  attachment_file_id: FileId | null
}

function instantAt(date: Date | null): Instant | null {
  return date === null ? null : instantOf(date.getTime())
}

function dateAt(at: Instant | null): Date | null {
  return at === null ? null : new Date(at)
}

function messageOf(row: Row): StoredMessage {
  const { kind, state, attempts } = row
  const [nextAttemptAt, at] = [instantAt(row.next_attempt_at), instantOf(row.at.getTime())]
  const { last_error: lastError, provider_id: providerId } = row
  return {
    id: row.id,
    delivery: { kind, at, state, attempts, nextAttemptAt, lastError, providerId },
    recipientSealed: row.recipient_sealed,
    variablesSealed: row.variables_sealed,
    attachmentFileId: row.attachment_file_id,
  }
}

export async function insertMessage(tx: Transaction, message: NewMessage): Promise<void> {
  const { id, place, channel, kind, recipientSealed, variablesSealed, attachmentFileId } = message
  await sql`insert into messages (id, at, place, channel, kind, recipient_sealed, variables_sealed, attachment_file_id, state)
    values (${id}, ${new Date(tx.now)}, ${place}, ${channel}, ${kind}, ${recipientSealed}, ${variablesSealed},
      ${attachmentFileId}, 'queued')`.execute(tx.db)
}

/** The message to be changed, locked until the transaction ends. */
export async function lockMessage(tx: Transaction, id: MessageId): Promise<StoredMessage | undefined> {
  const { rows } = await sql<Row>`select id, at, kind, state, attempts, next_attempt_at, last_error, provider_id,
      recipient_sealed, variables_sealed, attachment_file_id
    from messages where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return rows[0] && messageOf(rows[0])
}

/** Saves how far a message has come; its variables are wiped when nothing more will be done about it. */
export async function saveDelivery(tx: Transaction, id: MessageId, delivery: Delivery): Promise<void> {
  const { at, state, attempts, nextAttemptAt, lastError, providerId } = delivery
  const sentAt = state === 'sent' ? new Date(tx.now) : null
  await sql`update messages set state = ${state}, attempts = ${attempts}, next_attempt_at = ${dateAt(nextAttemptAt)},
      last_error = ${lastError}, provider_id = ${providerId}, sent_at = ${sentAt},
      variables_sealed = case when ${isSettled(delivery)} then null else variables_sealed end
    where id = ${id} and at = ${new Date(at)} and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** The message was sent again as another one: nobody has to go after it any more. */
export async function saveReplaced(tx: Transaction, { id, delivery }: StoredMessage, by: MessageId): Promise<void> {
  await sql`update messages set replaced_by = ${by} where id = ${id} and at = ${new Date(delivery.at)}
    and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** Unsettled messages whose next try was due before `before`: their job is gone. At most 1,000, the oldest first. */
export async function listStuckMessages(tx: Transaction, before: Instant): Promise<MessageId[]> {
  const { rows } = await sql<{ id: MessageId }>`select id from messages
    where state <> 'sent' and state <> 'failed' and (state <> 'unknown' or next_attempt_at is not null)
      and coalesce(next_attempt_at, at) < ${new Date(before)} and ${inScope(tx, 'place')}
    order by at limit 1000`.execute(tx.db)
  return rows.map(({ id }) => id)
}
