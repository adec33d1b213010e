import { sql } from 'kysely'
import { CannotStart } from './cannot-start.ts'
import type { KeyMaterial } from './crypto/crypto-provider.ts'
import { fingerprintOf, type KeyRing } from './crypto/key-ring.ts'
import { suiteNamed, suiteNumbered, type SuiteName } from './crypto/suites.ts'
import type { Database } from './db/database.ts'
import type { Transaction } from './db/transaction.ts'

/** What a database is, written once when it is made. */
export type DatabaseFacts = {
  readonly demo: boolean
  readonly keyVersion: number
  readonly keyFingerprint: string
  /** Number of the suite that its blind indexes were made with, whatever suite new values get. */
  readonly indexSuite: number
}

/** The facts of a database in use; undefined where nothing but the tables has been made yet. */
export async function findFacts(database: Database): Promise<DatabaseFacts | undefined> {
  const { rows } = await sql<DatabaseFacts>`
    select demo, key_version as "keyVersion", key_fingerprint as "keyFingerprint", index_suite as "indexSuite"
    from database_facts
  `.execute(database.interactive)
  return rows[0]
}

/** Ends the founding of a database, in the same transaction as all that it starts with. */
export async function saveFacts(
  tx: Transaction,
  demo: boolean,
  { ring, suite, indexSuite = suite }: KeyMaterial,
): Promise<void> {
  await sql`
    insert into database_facts (demo, made_at, key_version, key_fingerprint, index_suite)
    values (${demo}, ${new Date(tx.now)}, ${ring.index}, ${fingerprintOf(ring, ring.index)},
      ${suiteNamed(indexSuite).number})
  `.execute(tx.db)
}

/** Keys with which a database goes on finding what it has indexed, also where the setting names another suite now. */
export function keysOf(facts: DatabaseFacts | undefined, suite: SuiteName, ring: KeyRing): KeyMaterial {
  if (!facts) return { suite, ring }
  const index = suiteNumbered(facts.indexSuite)
  if (index) return { suite, ring, indexSuite: index.name }
  throw new CannotStart(
    `This program does not know the suite ${facts.indexSuite} of this database: start a newer version.`,
  )
}

/** Sealed values would be lost for good under another key, and new ones written under it. */
export function refuseOtherKeys(facts: DatabaseFacts, ring: KeyRing, keyFile: string): void {
  if (fingerprintOf(ring, facts.keyVersion) === facts.keyFingerprint) return
  throw new CannotStart(`The key file ${keyFile} does not belong to this database: put back the one it was made with.`)
}
