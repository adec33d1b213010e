import { sql } from 'kysely'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { inScope, inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { ImportProgress } from './import-worker.ts'

const EVERY_MS = 500

/**
 * Writes the progress of a batch twice a second on a connection of its own, and learns there whether somebody has asked
 * to cancel. `hear` notes the latest, `stop` ends the telling before the import's end is written.
 */
export function tellImportProgress(services: Services, batchId: ImportBatchId, cancelled: () => void) {
  const { transactions, clock } = services
  let latest: ImportProgress = { stage: 'read', share: 0, rows: 0, accepted: 0, refused: 0 }
  let ended = false
  let timer: NodeJS.Timeout | undefined
  let telling = Promise.resolve()

  async function tell(): Promise<void> {
    const begin = { kind: 'system', purpose: 'progress' } as const
    const asked = await inTransaction(
      transactions,
      { begin, command: 'enrolment.import-progress', now: clock() },
      async (tx) => {
        const { rows } = await sql<{ asked: boolean }>`update import_batches set stage = ${latest.stage},
            bytes_read = floor(bytes * ${latest.share}::float8)::bigint,
            rows = ${latest.rows}, accepted = ${latest.accepted}, refused = ${latest.refused}
          where id = (select id from import_batches where id = ${batchId} and state = 'running'
            and ${inScope(tx, 'place')} for update skip locked)
          returning cancel_requested as asked`.execute(tx.db)
        return rows[0]?.asked ?? false
      },
    )
    if (asked) cancelled()
  }

  async function tellAndWait(): Promise<void> {
    // A telling that fails is no reason to end the import; the next one may reach the database.
    await tell().catch(() => undefined)
    if (!ended) timer = setTimeout(again, EVERY_MS)
  }

  function again(): void {
    telling = tellAndWait()
  }
  again()

  return {
    hear(progress: ImportProgress): void {
      latest = progress
    },
    async stop(): Promise<void> {
      ended = true
      clearTimeout(timer)
      await telling
      clearTimeout(timer)
    },
  }
}
