import { sql } from 'kysely'
import { inTransaction, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { checkCalculations, checkLimits } from './check-claims.ts'
import { INVARIANTS, type Invariant } from './invariants.ts'

export type Violation = {
  readonly invariant: string
  readonly says: string
  readonly subject: string
  readonly found: string
}

/** Beside the queries: calculations made again, sums of limits, files in the store. */
export const CHECKS_IN_CODE = 3

/** More of the same tell nothing new. */
const MOST_SHOWN = 100

/** Where the data contradict an invariant, or a file of a row is not in the store; nobody is named. */
export async function checkInvariants(
  services: Services,
  purpose: 'command-line' | 'nightly' = 'command-line',
): Promise<readonly Violation[]> {
  const { transactions, clock, vault } = services
  const request = { begin: { kind: 'system', purpose }, command: null, pace: 'bulk' } as const
  return inTransaction(transactions, { ...request, now: clock() }, async (tx) => {
    const violations: Violation[] = []
    for (const invariant of INVARIANTS) violations.push(...(await violationsOf(tx, invariant)))
    return [
      ...violations,
      ...(await checkCalculations(tx, services, MOST_SHOWN)),
      ...(await checkLimits(tx, MOST_SHOWN)),
      ...(await listMissingFiles(tx, vault)),
    ]
  })
}

async function violationsOf(tx: Transaction, { id, says, sql: text }: Invariant): Promise<Violation[]> {
  const { rows } = await sql<{ subject: string; found: string }>`
    select subject::text, found from (${sql.raw(text)}) violations limit ${MOST_SHOWN}`.execute(tx.db)
  return rows.map(({ subject, found }) => ({ invariant: id, says, subject, found }))
}

async function listMissingFiles(tx: Transaction, { disk }: Services['vault']): Promise<Violation[]> {
  const { rows } = await sql<{ id: string; storageKey: string }>`
    select id, storage_key as "storageKey" from files where removed_at is null order by id`.execute(tx.db)
  const missing: Violation[] = []
  for (const { id, storageKey } of rows) {
    if (missing.length === MOST_SHOWN) break
    if (await disk.exists(storageKey)) continue
    missing.push({ invariant: 'I-26', says: 'Every file is in the store', subject: id, found: 'missing' })
  }
  return missing
}
