import { sql } from 'kysely'
import { hashOfSnapshot, inOrder, type StoredSnapshot } from '../certificates/certificate-store.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Violation } from './check-invariants.ts'
import { AT_A_TIME, inBatches } from './in-batches.ts'

type Version = { readonly number: string; readonly snapshot: StoredSnapshot; readonly hash: Buffer }

/** I-27: every version of a letter says what it said when it was issued: unit, plan, heads, total and benefits. */
export async function checkSnapshots(tx: Transaction, most: number): Promise<Violation[]> {
  const violations: Violation[] = []
  const letters = inBatches<{ id: string }>(
    ({ id }) => id,
    async (after) => {
      const { rows } = await sql<{ id: string }>`select id from certificates
        where id > ${after}::uuid order by id limit ${AT_A_TIME}`.execute(tx.db)
      return rows
    },
  )
  for await (const some of letters)
    for (const { number, snapshot, hash } of await versionsOf(tx, some)) {
      if (hashOfSnapshot(inOrder(snapshot)).equals(hash)) continue
      const found = `version ${snapshot.version} says something else`
      violations.push({ invariant: 'I-27-snapshot', says: SAYS, subject: number, found })
      if (violations.length === most) return violations
    }
  return violations
}

const SAYS = 'Every version of a letter says what it said when it was issued'

async function versionsOf(tx: Transaction, letters: readonly { readonly id: string }[]): Promise<readonly Version[]> {
  const ids = letters.map(({ id }) => id)
  const { rows } = await sql<Version>`select c.number, v.snapshot, v.snapshot_hash as hash from certificates c
    join certificate_versions v on v.certificate_id = c.id where c.id = any(${ids}::uuid[])
    order by c.id, v.version`.execute(tx.db)
  return rows
}
