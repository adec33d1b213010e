import { sql } from 'kysely'
import type { FileId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found } from '../refusal.ts'
import type { StoredFile } from './file-vault.ts'

export type NewFile = {
  /** Place of the organisation whose file it is. */
  readonly place: number
  /** What it is for, e.g. `roster`, `letter`; also the purpose under which a draft's files are counted. */
  readonly purpose: string
  /** Name as the user gave it; never a path. */
  readonly name: string
  readonly mediaType: string
  readonly stored: StoredFile
  /** Hash of the draft's token, for uploads before sign-in. */
  readonly draftHash?: Uint8Array
}

export type FileRow = {
  readonly id: FileId
  readonly place: number
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: Buffer
  readonly storageKey: string
}

/** Notes a file that lies in the vault; without its row the sweeper removes it there after an hour. */
export async function saveFile(tx: Transaction, file: NewFile): Promise<FileId> {
  const id = newId<FileId>()
  const { stored } = file
  await sql`insert into files (id, place, purpose, name, media_type, size, sha256, storage_key, draft_hash, created_by, created_at)
    values (${id}, ${file.place}, ${file.purpose}, ${file.name}, ${file.mediaType}, ${stored.size}, ${Buffer.from(stored.sha256, 'hex')},
      ${stored.storageKey}, ${file.draftHash ?? null}, ${tx.caller?.accountId ?? null}, ${new Date(tx.now)})`.execute(
    tx.db,
  )
  return id
}

/** A file in scope; whether its subject may be seen is judged by the capability that owns it. */
export async function getFile(tx: Transaction, id: FileId): Promise<FileRow> {
  const { rows } =
    await sql<FileRow>`select id, place, name, media_type as "mediaType", size, sha256, storage_key as "storageKey"
    from files where id = ${id} and removed_at is null and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

/** Marks a file as gone; the sweeper removes its bytes. */
export async function saveFileRemoved(tx: Transaction, id: FileId): Promise<void> {
  await sql`update files set removed_at = ${new Date(tx.now)} where id = ${id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}
