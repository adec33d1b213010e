import { sql } from 'kysely'
import { addHours } from '../../domain/shared/time.ts'
import { inScope, inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { sweepVault } from './file-vault.ts'

/** Which of these keys belong to a file that was not removed. */
async function knownKeys({ transactions, clock }: Services, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const begin = { kind: 'system', purpose: 'nightly' } as const
  return inTransaction(transactions, { begin, command: null, now: clock() }, async (tx) => {
    const { rows } = await sql<{ key: string }>`select storage_key as key from files
      where storage_key = any(${[...keys]}) and removed_at is null and ${inScope(tx, 'place')}`.execute(tx.db)
    return new Set(rows.map(({ key }) => key))
  })
}

/** Removes from the vault what no row names any more; an hour is left for uploads that are still being written down. */
export function sweepFiles(services: Services): Promise<number> {
  return sweepVault(services.vault, addHours(services.clock(), -1), (keys) => knownKeys(services, keys))
}

export function fileTasks(services: Services): Tasks {
  return {
    nightly: { 'sweep-files': { hour: 3, minute: 10, run: async () => void (await sweepFiles(services)) } },
  }
}
