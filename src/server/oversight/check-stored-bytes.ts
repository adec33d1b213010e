import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Transaction } from '../db/transaction.ts'
import { readFile } from '../files/file-vault.ts'
import type { Services } from '../services.ts'
import { listStillThere, type Violation } from './check-invariants.ts'

/** So many files a night: on a store of 100,000 images each is read about twice a year. */
const READ_AT_ONCE = 500

type StoredFile = { readonly id: string; readonly storageKey: string; readonly sha256: Buffer }
type Checked = { readonly read: readonly string[]; readonly violations: readonly Violation[] }

/** I-26: files read to their end are the bytes that came, those first that were not read for longest. */
export async function checkStoredBytes(
  { transactions, clock, vault }: Services,
  purpose: 'command-line' | 'nightly' = 'command-line',
  most = READ_AT_ONCE,
): Promise<Checked> {
  const begin = { kind: 'system', purpose } as const
  const within = <T>(work: (tx: Transaction) => Promise<T>) =>
    inTransaction(transactions, { begin, command: null, pace: 'bulk', now: clock() }, work)
  const files = await within((tx) => listLeastChecked(tx, most))
  const damaged: string[] = []
  // What is missing altogether is told by the check that asks of every file whether it is there.
  for (const file of files)
    if ((await vault.disk.exists(file.storageKey)) && !(await isWhole(vault, file))) damaged.push(file.id)
  const still = damaged.length === 0 ? [] : await within((tx) => listStillThere(tx, damaged))
  return { read: files.map(({ id }) => id), violations: still.map(({ id }) => damagedFile(id)) }
}

/** Notes that these files were read, so that others come first next time. */
export async function saveFilesChecked(tx: Transaction, ids: readonly string[]): Promise<void> {
  await sql`update files set checked_at = ${new Date(tx.now)} where id = any(${[...ids]}::uuid[])`.execute(tx.db)
}

async function listLeastChecked(tx: Transaction, most: number): Promise<readonly StoredFile[]> {
  const { rows } = await sql<StoredFile>`select id, storage_key as "storageKey", sha256 from files
    where removed_at is null order by checked_at nulls first, id limit ${most}`.execute(tx.db)
  return rows
}

/** Whether every chunk opens, and all together have the hash that was noted when the file came. */
async function isWhole(vault: Services['vault'], { storageKey, sha256 }: StoredFile): Promise<boolean> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of readFile(vault, storageKey)) hash.update(chunk)
  } catch {
    return false
  }
  return hash.digest().equals(sha256)
}

function damagedFile(id: string): Violation {
  return { invariant: 'I-26', says: 'Every file is in the store, whole', subject: id, found: 'damaged' }
}
