// Runs in a worker: reads, judges, seals and stores a roster file for `runImport`.
import { setImmediate as breath } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import { refusesFile, type FileProblem } from '../../domain/enrolment/roster-problems.ts'
import type { AccountId, ImportBatchId } from '../../domain/shared/ids.ts'
import type { Instant } from '../../domain/shared/time.ts'
import { createCryptoProvider, type CryptoProvider, type KeyMaterial } from '../crypto/crypto-provider.ts'
import { copyInto, createRowText, type CopyValue } from '../db/copy-rows.ts'
import { openDatabase, type Database } from '../db/database.ts'
import { inTransaction, type Request, type Transaction, type Transactions } from '../db/transaction.ts'
import { readFile } from '../files/file-vault.ts'
import { openVaultAt, type VaultPlace } from '../files/vault-place.ts'
import { serveWorker, type Send } from '../workbooks/serve-worker.ts'
import { createTally, type ImportTally } from './import-tally.ts'
import { createIncoming, INCOMING, INCOMING_COLUMNS, incomingValues } from './incoming-rows.ts'
import { judgePeople, type Judging, type RowOutcome } from './judge-people.ts'
import { replaceMerged } from './merged-rows.ts'
import { openRoster, type JudgedRow, type Roster } from './open-roster.ts'
import type { JudgingRules } from './roster-rules.ts'
import { finishImport, startOfGrowth, storeIncoming, type Growth } from './store-import.ts'

export type ImportInput = {
  readonly databaseUrl: string
  readonly filtering: boolean
  readonly keys: KeyMaterial
  readonly vault: VaultPlace
  readonly storageKey: string
  readonly fileName: string
  readonly batchId: ImportBatchId
  readonly accountId: AccountId
  readonly now: Instant
  readonly rules: JudgingRules
  readonly leftOutConfirmed: boolean
}
export type ImportProgress = {
  readonly stage: 'read' | 'judge' | 'write'
  /** How much of the file has been read, 0 to 1. */
  readonly share: number
  readonly rows: number
  readonly accepted: number
  readonly refused: number
}
export type ImportResult =
  | { readonly kind: 'stored'; readonly tally: ImportTally }
  | { readonly kind: 'unreadable'; readonly findings: readonly FileProblem[] }
  | { readonly kind: 'needs-confirmation'; readonly sheets: readonly string[] }

const ROWS_A_CHUNK = 2_000
const ROWS_A_BREATH = 50

serveWorker<ImportInput, ImportProgress, ImportResult>(async (input, send) => {
  const crypto = createCryptoProvider(input.keys)
  const bytes = await bytesOf(input, crypto)
  const roster = await openRoster(bytes, input.fileName)
  if ('problem' in roster) return { kind: 'unreadable', findings: [roster.problem] }
  if (roster.otherSheets.length > 0 && !input.leftOutConfirmed)
    return { kind: 'needs-confirmation', sheets: roster.otherSheets }
  const database = openDatabase({ url: input.databaseUrl, interactive: 1, bulk: 1 })
  try {
    const judging: Judging = { crypto, rules: input.rules, phonesSeen: new Set() }
    return await importRoster({ input, crypto, roster, database, judging, send })
  } finally {
    await database.close()
  }
})

async function bytesOf({ vault, storageKey }: ImportInput, crypto: CryptoProvider): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of readFile(await openVaultAt(vault, crypto), storageKey)) pieces.push(piece)
  return Buffer.concat(pieces)
}

type Import = {
  readonly input: ImportInput
  readonly crypto: CryptoProvider
  readonly roster: Roster
  readonly database: Database
  readonly judging: Judging
  readonly send: Send<ImportProgress>
}

/** A file that turns out to hold nobody: what was written so far is rolled back. */
class NothingToStore extends Error {
  readonly findings: readonly FileProblem[]
  constructor(findings: readonly FileProblem[]) {
    super('nothing to store')
    this.findings = findings
  }
}

async function importRoster(work: Import): Promise<ImportResult> {
  const { input, database } = work
  const transactions: Transactions = { database, filtering: input.filtering }
  let client: PoolClient | undefined
  database.pools.bulk.on('acquire', (acquired) => (client = acquired))
  const begin = { kind: 'job', accountId: input.accountId } as const
  const request: Request = { begin, command: 'enrolment.import-roster', now: input.now, pace: 'bulk' }
  try {
    return await inTransaction(transactions, request, async (tx) => {
      await createIncoming(tx)
      if (!client) throw new Error('the transaction has no connection')
      const tally = createTally()
      const { batchId, rules } = input
      const growth = await startOfGrowth(tx, rules)
      await judgeAll(work, transactions, tally, bundles(tx, client, input, growth))
      const { findings, merged } = work.roster.end()
      if (findings.some(refusesFile)) throw new NothingToStore(findings)
      if (merged.length > 0) await replaceMerged(tx, { ...work, batchId, merged, tally, rules, growth })
      await work.send({ stage: 'write', share: 1, ...counts(tally.result()) })
      const fromBatch = UUID.test(work.roster.batch ?? '') ? work.roster.batch : undefined
      await finishImport(tx, { batchId, rules, tally: tally.result(), findings, fromBatch }, growth)
      return { kind: 'stored', tally: tally.result() }
    })
  } catch (error) {
    if (error instanceof NothingToStore) return { kind: 'unreadable', findings: error.findings }
    throw error
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const ROWS_A_BUNDLE = 10_000

/** Takes judged rows as text; one bundle is stored while the next fills. */
type Bundles = {
  /** Answers whether there is room for more; where there is none, it is time to `store`. */
  add(values: readonly CopyValue[]): boolean
  /** Waits for the bundle before, then stores this one while the next fills. */
  store(): Promise<void>
  end(): Promise<void>
  /** Resolves once nothing is being stored any more, well or not. */
  settled(): Promise<void>
}

function bundles(tx: Transaction, client: PoolClient, { rules, batchId }: ImportInput, growth: Growth): Bundles {
  const text = createRowText()
  let storing: Promise<void> = Promise.resolve()

  async function copyAndStore(bundle: readonly Buffer[]): Promise<void> {
    const copy = copyInto(client, INCOMING, INCOMING_COLUMNS)
    for (const piece of bundle) await copy.send(piece)
    await copy.end()
    await storeIncoming(tx, rules, batchId, growth)
  }

  async function store(): Promise<void> {
    await storing
    storing = copyAndStore(text.take())
    // Whoever waits for it hears of a failure.
    storing.catch(() => undefined)
  }

  return {
    add(values) {
      text.add(values)
      return text.rows < ROWS_A_BUNDLE
    },
    store,
    async end() {
      if (text.rows > 0) await store()
      await storing
    },
    settled: () => storing.catch(() => undefined),
  }
}

type Outlets = { readonly out: Bundles; readonly tally: ReturnType<typeof createTally> }

/**
 * Judges all rows. Three things go on at a time: the persons of one chunk are looked up, the rows of the chunk before it
 * are sealed, and an earlier bundle is stored.
 */
async function judgeAll(
  work: Import,
  transactions: Transactions,
  tally: ReturnType<typeof createTally>,
  out: Bundles,
): Promise<void> {
  try {
    let before: Judged | undefined
    for await (const chunk of chunksOf(work)) {
      const judged = { chunk, outcomes: judgeChunk(work, transactions, chunk) }
      judged.outcomes.catch(() => undefined)
      if (before) await sealAndSend(work, before, { out, tally })
      // Looked up in order, since a row is judged by those before it.
      await judged.outcomes
      before = judged
    }
    if (before) await sealAndSend(work, before, { out, tally })
    await out.end()
  } catch (error) {
    // The connection must be free before the transaction can be rolled back.
    await out.settled()
    throw error
  }
}

type Judged = { readonly chunk: readonly JudgedRow[]; readonly outcomes: Promise<RowOutcome[]> }

async function sealAndSend(work: Import, { chunk, outcomes }: Judged, { out, tally }: Outlets): Promise<void> {
  let at = 0
  for (const outcome of await outcomes) {
    const { row, sheetRow } = chunk[at++] as JudgedRow
    tally.count(outcome.problems, outcome.accepted !== undefined)
    if (!out.add(incomingValues(work.crypto, { row, offset: sheetRow - row }, outcome))) await out.store()
    // Answers of the database are heard between rows, so that it does not wait for the whole chunk.
    if (at % ROWS_A_BREATH === 0) await breath()
  }
  await work.send({ stage: 'judge', share: work.roster.share, ...counts(tally.result()) })
}

async function* chunksOf({ roster, input: { rules } }: Import): AsyncGenerator<JudgedRow[], void> {
  let chunk: JudgedRow[] = []
  for await (const rows of roster.judged(rules.rows, rules.firstDay)) {
    for (const row of rows) {
      chunk.push(row)
      if (chunk.length < ROWS_A_CHUNK) continue
      yield chunk
      chunk = []
    }
  }
  if (chunk.length > 0) yield chunk
}

/** Asks the database about the persons of a chunk, on another connection than the one that is busy taking rows. */
function judgeChunk({ input, judging }: Import, transactions: Transactions, chunk: readonly JudgedRow[]) {
  const begin = { kind: 'job', accountId: input.accountId } as const
  return inTransaction(transactions, { begin, command: null, now: input.now }, (tx) => judgePeople(tx, judging, chunk))
}

function counts({ rows, accepted }: ImportTally): Omit<ImportProgress, 'stage' | 'share'> {
  return { rows, accepted, refused: rows - accepted }
}
