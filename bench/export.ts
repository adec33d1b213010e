import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { AccountId } from '../src/domain/shared/ids.ts'
import { instantOf } from '../src/domain/shared/time.ts'
import { startBenchCluster, templateDatabase, query, urlOf } from './support/bench-cluster.ts'
import { benchKeys, CLERK, fillClaims } from './support/fill-claims.ts'
import { milliseconds, times, type Figure, type Measured, type Verdict } from './support/figure.ts'
import { peer } from './support/peer.ts'

const DATABASE = 'bench_export'
const CLAIMS = 1_000_000
const PEOPLE = 200_000
const COLUMNS = 16
const SECONDS = 60
const FULL_SECONDS = 90

async function prepare(folder: string): Promise<string> {
  const own = join(folder, 'export')
  mkdirSync(own, { recursive: true })
  const cluster = await startBenchCluster(own)
  try {
    await templateDatabase(cluster, DATABASE, (url) =>
      fillClaims(url, benchKeys(own), { people: PEOPLE, claims: CLAIMS, state: 'closed' }),
    )
    await query(cluster.superuserUrl, `alter database ${DATABASE} with allow_connections true is_template true`)
  } finally {
    await cluster.stop()
  }
  return own
}

async function withDatabase<T>(folder: string, work: (appUrl: string, superuserUrl: string) => Promise<T>): Promise<T> {
  const cluster = await startBenchCluster(folder)
  try {
    return await work(urlOf(cluster.urls.app, DATABASE), urlOf(cluster.superuserUrl, DATABASE))
  } finally {
    await cluster.stop()
  }
}

/** An export as an officer asks for it: from the request noted to the encrypted file, rights checked, both walls up. */
async function ours(folder: string, unmasked: boolean) {
  const { openDatabase } = await import('../src/server/db/database.ts')
  const { inTransaction } = await import('../src/server/db/transaction.ts')
  const { createCryptoProvider } = await import('../src/server/crypto/crypto-provider.ts')
  const { openFileVault } = await import('../src/server/files/file-vault.ts')
  const { runClaimExport } = await import('../src/server/claims/run-claim-export.ts')
  const { insertExport } = await import('../src/server/claims/export-store.ts')
  return withDatabase(folder, async (appUrl, superuserUrl) => {
    const transactions = { database: openDatabase({ url: appUrl, interactive: 2, bulk: 1 }), filtering: true }
    const keys = benchKeys(folder)
    const crypto = createCryptoProvider(keys)
    const clock = () => instantOf(Date.now())
    const vault = openFileVault(join(folder, 'files'), crypto)
    // What an export does not need is left out.
    const services = { transactions, clock, crypto, keys, vault } as unknown as Parameters<typeof runClaimExport>[0]
    const begin = { kind: 'job', accountId: CLERK as AccountId } as const
    const wanted = {
      query: { tab: 'closed' },
      reason: 'bench',
      unmasked: false,
      state: 'queued',
      rows: 10_001,
    } as const
    const id = await inTransaction(transactions, { begin, command: 'bench.start', now: clock() }, (tx) =>
      insertExport(tx, crypto, wanted),
    )
    if (unmasked)
      await query(
        superuserUrl,
        `set session_replication_role = replica; update exports set unmasked = true,
        decided_by = '00000000-0000-7000-8000-0000000000a3', decided_at = now() where id = '${id}'`,
      )
    const started = performance.now()
    await runClaimExport(services, id)
    const took = performance.now() - started
    const [done] = await query<{ state: string; rows: number; size: string }>(
      superuserUrl,
      `select e.state, e.rows, f.size from exports e left join files f on f.id = e.file_id where e.id = $1`,
      [id],
    )
    await transactions.database.close()
    if (done?.state !== 'done' || done.rows !== CLAIMS) throw new Error(`the export ended as ${JSON.stringify(done)}`)
    await rm(join(folder, 'files'), { recursive: true, force: true })
    return { took, megabytes: Number(done.size) / 1_048_576 }
  })
}

/** The columns of the export with their words left as codes. */
const QUERY = `select c.number, c.state, c.kind, v.name, unit.name, coalesce(agency.name, ''), p.name, p.id_kind, p.id_masked, c.source,
    c.incident_on, to_char(c.accepted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'),
    to_char(c.submitted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), to_char(c.ended_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'),
    (c.amount / 100.0)::numeric(12, 2), (c.paid / 100.0)::numeric(12, 2)
  from claims c join people p on p.id = c.people_id join plan_versions v on v.id = c.plan_version_id
  join organisations unit on unit.id = c.unit_id left join organisations agency on agency.id = c.agency_id
  where c.state = 'closed' order by c.accepted_at desc, c.id desc`

/** The same query by COPY to CSV, parsed by nothing more than a split, and hucre writing the workbook from memory. */
async function floor(folder: string) {
  const { to } = await import('pg-copy-streams')
  const { writeXlsxStream } = await import('hucre/xlsx')
  return withDatabase(folder, async (_, superuserUrl) => {
    const started = performance.now()
    const client = new pg.Client({ connectionString: superuserUrl })
    await client.connect()
    const chunks: Buffer[] = []
    for await (const chunk of client.query(to(`copy (${QUERY}) to stdout (format csv)`)) as AsyncIterable<Buffer>)
      chunks.push(chunk)
    await client.end()
    const rows = Buffer.concat(chunks).toString().trimEnd().split('\n')
    const columns = Array.from({ length: COLUMNS }, (__, at) => ({ header: String(at), width: 14 }))
    const cells = rows.map((row) => row.split(','))
    let bytes = 0
    for await (const piece of writeXlsxStream(cells, { name: 'claims', columns })) bytes += piece.length
    if (rows.length !== CLAIMS) throw new Error(`${rows.length} rows`)
    return { took: performance.now() - started, megabytes: bytes / 1_048_576 }
  })
}

type ExcelJs = {
  stream: {
    xlsx: {
      WorkbookWriter: new (options: object) => {
        addWorksheet(name: string): { addRow(values: readonly string[]): { commit(): void }; commit(): void }
        commit(): Promise<void>
      }
    }
  }
}

/** What a team would reach for: a cursor, and exceljs writing row by row. */
async function exceljs(folder: string) {
  return withDatabase(folder, async (_, superuserUrl) => {
    const started = performance.now()
    const client = new pg.Client({ connectionString: superuserUrl })
    await client.connect()
    await client.query('begin')
    await client.query(`declare wanted cursor for ${QUERY}`)
    const file = join(folder, 'peer.xlsx')
    const output = createWriteStream(file)
    const book = new (peer<ExcelJs>('exceljs').stream.xlsx.WorkbookWriter)({ stream: output, useStyles: true })
    const sheet = book.addWorksheet('claims')
    let count = 0
    for (;;) {
      const { rows } = await client.query<string[]>({ text: 'fetch 5000 from wanted', rowMode: 'array' })
      if (rows.length === 0) break
      count += rows.length
      for (const row of rows) sheet.addRow(row.map(String)).commit()
      if (output.writableNeedDrain) await once(output, 'drain')
    }
    sheet.commit()
    await book.commit()
    await client.end()
    await rm(file)
    if (count !== CLAIMS) throw new Error(`${count} rows`)
    return { took: performance.now() - started }
  })
}

function judge(measured: Measured): Verdict[] {
  const of = (contestant: string) => measured.of(contestant)
  const took = (contestant: string) => of(contestant).extra['took'] ?? Number.NaN
  const [own, least, other] = [of('ours'), of('floor'), of('exceljs')]
  const megabytes = ({ peak }: { peak: number }) => `${peak.toFixed(0)} MB`
  return [
    {
      ours: milliseconds(took('ours')),
      peer: milliseconds(took('exceljs')),
      floor: milliseconds(took('floor')),
      ratio: times(took('exceljs'), took('ours')),
      target: `≤ ${SECONDS} s`,
      pass: took('ours') <= SECONDS * 1000,
    },
    {
      ours: `${milliseconds(own.cpu)} CPU`,
      peer: milliseconds(other.cpu),
      floor: milliseconds(least.cpu),
      ratio: times(own.cpu, least.cpu),
      target: '≤ 1.5 × floor CPU',
      pass: own.cpu <= 1.5 * least.cpu,
    },
    {
      ours: megabytes(own),
      peer: megabytes(other),
      floor: megabytes(least),
      target: 'peak ≤ 300 MB',
      pass: own.peak <= 300,
    },
    {
      ours: `${milliseconds(took('full'))}, ${megabytes(of('full'))}`,
      target: `full numbers ≤ ${FULL_SECONDS} s`,
      pass: took('full') <= FULL_SECONDS * 1000,
    },
  ]
}

export const figures: readonly Figure[] = [
  {
    name: 'export',
    prepare,
    contestants: {
      ours: (folder) => ours(folder, false),
      full: (folder) => ours(folder, true),
      floor,
      exceljs,
    },
    asking: ['ours'],
    judge,
  },
]
