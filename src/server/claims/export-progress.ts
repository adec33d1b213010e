import { sql } from 'kysely'
import { inScope, inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { ExportProgress } from './claim-export-worker.ts'
import type { StoredExport } from './export-store.ts'

const EVERY_MS = 500

/**
 * Writes how far an export is twice a second on a connection of its own, and learns there whether its asker has cancelled
 * it or another attempt has begun. `stop` ends the telling before the end is written.
 */
export function tellExportProgress(
  { transactions, clock }: Services,
  { id, attempt }: Pick<StoredExport, 'id' | 'attempt'>,
  stopped: () => void,
) {
  let latest: ExportProgress | undefined
  let ended = false
  let timer: NodeJS.Timeout | undefined
  let underway = Promise.resolve()

  async function tell(): Promise<void> {
    const begin = { kind: 'system', purpose: 'progress' } as const
    const request = { begin, command: 'claim-exports.progress', now: clock() } as const
    const goesOn = await inTransaction(transactions, request, async (tx) => {
      const { rows } = await sql<{ goesOn: boolean }>`select state = 'running' and attempt = ${attempt}
          and not cancel_requested as "goesOn" from exports where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
      if (latest)
        await sql`update exports set rows = ${latest.rows}, total = ${latest.total}
          where id = (select id from exports where id = ${id} and attempt = ${attempt} and state = 'running'
            and ${inScope(tx, 'place')} for update skip locked)`.execute(tx.db)
      return rows[0]?.goesOn ?? false
    })
    if (!goesOn) stopped()
  }

  async function tellAndWait(): Promise<void> {
    // A telling that fails is no reason to end the export; the next one may reach the database.
    await tell().catch(() => undefined)
    if (!ended) timer = setTimeout(again, EVERY_MS)
  }

  function again(): void {
    underway = tellAndWait()
  }
  again()

  return {
    hear(progress: ExportProgress): void {
      latest = progress
    },
    async stop(): Promise<void> {
      ended = true
      clearTimeout(timer)
      await underway
      clearTimeout(timer)
    },
  }
}
