import { sql } from 'kysely'
import { inTransaction, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { checkCalculations, checkLimits } from './check-claims.ts'
import { checkSnapshots } from './check-letters.ts'
import { AT_A_TIME, inBatches } from './in-batches.ts'
import { INVARIANTS, type Invariant } from './invariants.ts'

export type Violation = {
  readonly invariant: string
  readonly says: string
  readonly subject: string
  readonly found: string
}

/** Beside the queries: calculations made again, sums of limits, what letters say, files in the store. */
export const CHECKS_IN_CODE = 4

/** More of the same tell nothing new. */
const MOST_SHOWN = 100
/** A store on another machine answers many questions at once. */
const ASKED_AT_ONCE = 16

/** Where the data contradict an invariant, or a file of a row is not in the store; nobody is named. */
export async function checkInvariants(
  services: Services,
  purpose: 'command-line' | 'nightly' = 'command-line',
): Promise<readonly Violation[]> {
  const { transactions, clock, vault } = services
  const begin = { kind: 'system', purpose } as const
  const within = <T>(work: (tx: Transaction) => Promise<T>) =>
    inTransaction(transactions, { begin, command: null, pace: 'bulk', now: clock() }, work)
  const violations = await within(async (tx) => {
    const queried: Violation[] = []
    for (const invariant of INVARIANTS) queried.push(...(await violationsOf(tx, invariant)))
    const calculated = await checkCalculations(tx, services, MOST_SHOWN)
    const limits = await checkLimits(tx, MOST_SHOWN)
    return [...queried, ...calculated, ...limits, ...(await checkSnapshots(tx, MOST_SHOWN))]
  })
  // The store may be another machine: no transaction waits for it.
  const missing = await findMissing(
    vault,
    inBatches<StoredFile>(
      ({ id }) => id,
      (after) => within((tx) => listFiles(tx, after)),
    ),
  )
  const still = missing.length === 0 ? [] : await within((tx) => listStillThere(tx, missing))
  return [...violations, ...still.map(({ id }) => missingFile(id))]
}

async function violationsOf(tx: Transaction, { id, says, sql: text }: Invariant): Promise<Violation[]> {
  const { rows } = await sql<{ subject: string; found: string }>`
    select subject::text, found from (${sql.raw(text)}) violations limit ${MOST_SHOWN}`.execute(tx.db)
  return rows.map(({ subject, found }) => ({ invariant: id, says, subject, found }))
}

type StoredFile = { readonly id: string; readonly storageKey: string }

/** Files that were not removed, the next ones after an id. */
async function listFiles(tx: Transaction, after: string): Promise<readonly StoredFile[]> {
  const { rows } = await sql<StoredFile>`select id, storage_key as "storageKey" from files
    where removed_at is null and id > ${after}::uuid order by id limit ${AT_A_TIME}`.execute(tx.db)
  return rows
}

/** Those of these files that were not removed meanwhile. */
export async function listStillThere(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly { readonly id: string }[]> {
  const { rows } = await sql<{ id: string }>`select id from files
    where removed_at is null and id = any(${[...ids]}::uuid[]) order by id`.execute(tx.db)
  return rows
}

/** Ids of files that the store lacks; one that was removed meanwhile may be among them. */
async function findMissing(
  { disk }: Services['vault'],
  batches: AsyncIterable<readonly StoredFile[]>,
): Promise<readonly string[]> {
  const missing: string[] = []
  for await (const files of batches) {
    for (let at = 0; at < files.length && missing.length < MOST_SHOWN; at += ASKED_AT_ONCE) {
      const some = files.slice(at, at + ASKED_AT_ONCE)
      const there = await Promise.all(some.map(({ storageKey }) => disk.exists(storageKey)))
      missing.push(...some.filter((_, index) => !there[index]).map(({ id }) => id))
    }
    if (missing.length >= MOST_SHOWN) break
  }
  return missing.slice(0, MOST_SHOWN)
}

function missingFile(id: string): Violation {
  return { invariant: 'I-26', says: 'Every file is in the store, whole', subject: id, found: 'missing' }
}
