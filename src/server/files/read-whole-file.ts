import type { FileId } from '../../domain/shared/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { MailAttachment } from '../gateways/mail/mail-gateway.ts'
import type { Services } from '../services.ts'
import { getFile } from './file-store.ts'
import { readFile } from './file-vault.ts'

/** A stored file in memory, to go out as an attachment: for files of bounded size, such as invoices (10 MB). */
export async function readWholeFile({ transactions, clock, vault }: Services, id: FileId): Promise<MailAttachment> {
  const request = { begin: { kind: 'system', purpose: 'messages' }, command: null, now: clock() } as const
  const { name, mediaType, storageKey } = await inTransaction(transactions, request, (tx) => getFile(tx, id))
  const chunks: Uint8Array[] = []
  for await (const chunk of readFile(vault, storageKey)) chunks.push(chunk)
  return { name, mediaType, content: Buffer.concat(chunks) }
}
