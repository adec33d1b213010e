import { sql } from 'kysely'
import { CannotStart } from './cannot-start.ts'
import { fingerprintOf, type KeyRing } from './crypto/key-ring.ts'
import type { Database } from './db/database.ts'
import type { Transaction } from './db/transaction.ts'

/** What a database is, written once when it is made. */
export type DatabaseFacts = { readonly demo: boolean; readonly keyVersion: number; readonly keyFingerprint: string }

/** The facts of a database in use; undefined where nothing but the tables has been made yet. */
export async function findFacts(database: Database): Promise<DatabaseFacts | undefined> {
  const { rows } = await sql<DatabaseFacts>`
    select demo, key_version as "keyVersion", key_fingerprint as "keyFingerprint" from database_facts
  `.execute(database.interactive)
  return rows[0]
}

/** Ends the founding of a database, in the same transaction as all that it starts with. */
export async function saveFacts(tx: Transaction, demo: boolean, ring: KeyRing): Promise<void> {
  await sql`
    insert into database_facts (demo, made_at, key_version, key_fingerprint)
    values (${demo}, ${new Date(tx.now)}, ${ring.index}, ${fingerprintOf(ring, ring.index)})
  `.execute(tx.db)
}

/** Sealed values would be lost for good under another key, and new ones written under it. */
export function refuseOtherKeys(facts: DatabaseFacts, ring: KeyRing, keyFile: string): void {
  if (fingerprintOf(ring, facts.keyVersion) === facts.keyFingerprint) return
  throw new CannotStart(`The key file ${keyFile} does not belong to this database: put back the one it was made with.`)
}
