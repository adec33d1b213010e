// Runs in a worker: reads what was queried, writes the workbook and seals it into the vault, for `runClaimExport`.
import { sql } from 'kysely'
import type { PoolClient } from 'pg'
import { CLAIM_DESKS } from '../../contract/claims.ts'
import type { ClaimQuery } from '../../contract/words/claim-query-words.ts'
import { MOST_ROWS, needsReason } from '../../domain/claims/export-rules.ts'
import type { AccountId } from '../../domain/shared/ids.ts'
import type { Instant } from '../../domain/shared/time.ts'
import { createCryptoProvider, type CryptoProvider, type KeyMaterial } from '../crypto/crypto-provider.ts'
import { copyQuery } from '../db/copy-query.ts'
import { openDatabase, type Database } from '../db/database.ts'
import { inTransaction, type Transaction } from '../db/transaction.ts'
import { putFile, type StoredFile } from '../files/file-vault.ts'
import { openVaultAt, type VaultPlace } from '../files/vault-place.ts'
import { mayCall } from '../http/access.ts'
import { accepted, RefusedError } from '../refusal.ts'
import { serveWorker, type Send } from '../workbooks/serve-worker.ts'
import { streamWorkbook } from '../workbooks/stream-workbook.ts'
import { maskedShape, unmaskedShape, type ExportShape } from './claim-export-columns.ts'
import { countClaims, queriedClaims } from './claim-export-query.ts'

export type ExportInput = {
  readonly databaseUrl: string
  readonly filtering: boolean
  readonly keys: KeyMaterial
  readonly vault: VaultPlace
  readonly accountId: AccountId
  readonly now: Instant
  readonly query: ClaimQuery
  readonly reason: string
  readonly unmasked: boolean
  /** What the second sheet says of the export. */
  readonly notes: readonly string[]
}
export type ExportProgress = { readonly rows: number; readonly total: number }
export type ExportResult =
  | {
      readonly kind: 'written'
      readonly stored: StoredFile
      readonly rows: number
      readonly low: number
      readonly high: number
    }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'too-many-rows' }
  | { readonly kind: 'needs-reason' }

const SHEET = '申领案件'
const NOTES = '导出说明'
const MOST_BYTES = 4 * 1024 ** 3
const EVERY_MS = 200

serveWorker<ExportInput, ExportProgress, ExportResult>(async (input, send) => {
  const database = openDatabase({ url: input.databaseUrl, interactive: 1, bulk: 1 })
  try {
    return await exportClaims(input, database, send)
  } catch (error) {
    if (error instanceof RefusedError) return { kind: 'not-allowed' }
    throw error
  } finally {
    await database.close()
  }
})

/** One transaction as the account that asked, with its desks and scope of now: one moment of the data, both walls up. */
async function exportClaims(input: ExportInput, database: Database, send: Send<ExportProgress>): Promise<ExportResult> {
  const crypto = createCryptoProvider(input.keys)
  let client: PoolClient | undefined
  database.pools.bulk.on('acquire', (acquired) => (client = acquired))
  const begin = { kind: 'job', accountId: input.accountId } as const
  const request = { begin, command: null, now: input.now, pace: 'bulk' } as const
  return inTransaction({ database, filtering: input.filtering }, request, async (tx) => {
    mayCall(CLAIM_DESKS, tx.caller)
    if (!client) throw new Error('the transaction has no connection')
    // It reads as long as the file takes to be written, which on a slow disk is longer than bulk statements have.
    await sql`set local statement_timeout = '15min'`.execute(tx.db)
    const queried = await queriedClaims(tx, crypto, input.query)
    const total = await countClaims(tx, queried, MOST_ROWS + 1)
    if (total > MOST_ROWS) return { kind: 'too-many-rows' }
    if (needsReason(total, input.reason)) return { kind: 'needs-reason' }
    await send({ rows: 0, total })
    const shape = shapeFor(tx, crypto, input.unmasked)
    const wanted = sql`select ${shape.select} from ${queried} order by c.accepted_at desc, c.id desc limit ${MOST_ROWS}`
    const told = telling(total, send)
    const rows = rowsOf(copyQuery(tx, client, wanted), shape, (count) => told.add(count))
    const book = streamWorkbook({
      title: SHEET,
      sheet: SHEET,
      columns: shape.columns,
      rows,
      notes: { sheet: NOTES, lines: input.notes },
    })
    const stored = accepted(await putFile(await openVaultAt(input.vault, crypto), book, { limit: MOST_BYTES }))
    const { low, high } = tx.scope
    return { kind: 'written', stored, rows: told.rows(), low, high }
  })
}

function shapeFor(tx: Transaction, crypto: CryptoProvider, unmasked: boolean): ExportShape {
  return unmasked ? unmaskedShape(tx, crypto) : maskedShape(tx)
}

async function* rowsOf(
  copied: ReturnType<typeof copyQuery>,
  shape: ExportShape,
  count: (rows: number) => Promise<void>,
): AsyncGenerator<readonly (readonly string[])[], void> {
  for await (const batch of copied) {
    yield batch.map(shape.texts)
    await count(batch.length)
  }
}

/** Tells how far it is a few times a second; waits where nobody listens. */
function telling(total: number, send: Send<ExportProgress>) {
  let rows = 0
  let told = performance.now()
  return {
    rows: () => rows,
    async add(count: number): Promise<void> {
      rows += count
      if (performance.now() - told < EVERY_MS) return
      told = performance.now()
      await send({ rows, total })
    },
  }
}
