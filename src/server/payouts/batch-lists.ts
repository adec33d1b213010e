import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { getBatch as getEndpoint, listBatches as listEndpoint } from '../../contract/payout-batches.ts'
import type { BankFormatCode } from '../../domain/payouts/bank-formats.ts'
import type { BatchState } from '../../domain/payouts/batch-workflow.ts'
import { decidedBy, isSamePerson } from '../../domain/payouts/four-eyes.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { FileId, PayoutBatchId } from '../../domain/shared/ids.ts'
import { PAGE_SIZE, pageOf, readMoment, type Keyset } from '../db/keyset.ts'
import { containing } from '../db/patterns.ts'
import { callersHand } from '../claims/review-lock.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getFile } from '../files/file-store.ts'
import { found } from '../refusal.ts'
import { listFailedLines } from './failed-lists.ts'
import { handOf } from './payable-claims.ts'
import { isAgain } from './line-lists.ts'
import { listDecided } from './release-batch.ts'

type Input = InputOf<typeof listEndpoint>
type Answer = OutputOf<typeof listEndpoint>
type Detail = OutputOf<typeof getEndpoint>

type Row = {
  id: PayoutBatchId
  number: string
  state: BatchState
  officeName: string
  format: BankFormatCode
  count: number
  sum: Cents
  paid: number
  failed: number
  waiting: number
  reversals: number
  madeBy: string
  madeAt: Date
  releasedBy: string | null
  releasedAt: Date | null
  version: number
}

/** A batch `b` of its office `o`, with what the bank has answered so far. */
const SHOWN = sql`b.id, b.number, b.state, o.name as "officeName", b.format, b.count, b.sum, l.paid, l.failed, l.waiting, back.reversals,
  b.made_by_name as "madeBy", b.made_at as "madeAt", b.released_by_name as "releasedBy", b.released_at as "releasedAt",
  b.version`
const JOINED = sql`payout_batches b join organisations o on o.id = b.office_id
  cross join lateral (select count(*) filter (where state in ('paid', 'reversed'))::int as paid,
    count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'waiting')::int as waiting
    from payout_lines where batch_id = b.id) l
  cross join lateral (select count(*)::int as reversals from payout_reversals r join payout_lines x on x.id = r.line_id
    where x.batch_id = b.id and r.state = 'requested') back`

function filteredBatches(tx: Transaction, { number, state, reversal, from, to }: Input): RawBuilder<unknown> {
  const conditions = [
    number ? sql`b.number like ${containing(number.trim().toUpperCase())}` : undefined,
    state ? sql`b.state = ${state}` : undefined,
    reversal
      ? sql`b.id in (select x.batch_id from payout_reversals r join payout_lines x on x.id = r.line_id
          where r.state = 'requested' and ${inScope(tx, 'r.place')})`
      : undefined,
    from ? sql`b.made_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'` : undefined,
    to ? sql`b.made_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'` : undefined,
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** Batches in scope, newest first. */
export async function listBatches(tx: Transaction, input: Input): Promise<Answer> {
  const { limit = PAGE_SIZE, cursor } = input
  const from = readMoment(cursor)
  const after = from ? sql`(b.made_at, b.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`
  const { rows } = await sql<Row>`select ${SHOWN} from ${JOINED}
    where ${inScope(tx, 'b.place')} and ${filteredBatches(tx, input)} and ${after}
    order by b.made_at desc, b.id desc limit ${limit + 1}`.execute(tx.db)
  const page = pageOf(rows, limit, ({ madeAt, id }): Keyset => [madeAt.toISOString(), id])
  const { rows: counts } = await sql<{ drafts: number; unanswered: number }>`select
      count(*) filter (where state = 'draft')::int as drafts,
      count(*) filter (where state in ('released', 'partly-answered'))::int as unanswered
    from payout_batches where state not in ('done', 'void') and ${inScope(tx, 'place')}`.execute(tx.db)
  return { rows: page.rows.map(wireBatch), next: page.next, ...found(counts[0]) }
}

function wireBatch({ sum, madeAt, releasedAt, ...row }: Row): Answer['rows'][number] {
  const times = { madeAt: madeAt.toISOString(), releasedAt: releasedAt?.toISOString() ?? null }
  return { ...row, ...times, sum: formatYuan(sum) }
}

type DetailRow = Row & {
  accountName: string
  bankName: string
  accountNumber: string
  madeByAccount: string
  madeByPerson: Buffer | null
  voidedBy: string | null
  voidedAt: Date | null
  voidReason: string | null
  fileId: FileId | null
  sm3: Buffer | null
}

/** One batch with its file and what came back from the bank. */
export async function getBatch(tx: Transaction, id: PayoutBatchId): Promise<Detail> {
  const { rows } = await sql<DetailRow>`select ${SHOWN}, b.account_name as "accountName", b.bank_name as "bankName",
      b.account_number as "accountNumber", b.made_by as "madeByAccount", b.made_by_person as "madeByPerson",
      b.voided_by_name as "voidedBy", b.voided_at as "voidedAt", b.void_reason as "voidReason", b.file_id as "fileId",
      b.file_sm3 as "sm3"
    from ${JOINED} where b.id = ${id} and ${inScope(tx, 'b.place')}`.execute(tx.db)
  const { accountName, bankName, accountNumber, madeByAccount, madeByPerson, ...rest } = found(rows[0])
  const { voidedBy, voidedAt, voidReason, fileId, sm3, ...row } = rest
  const me = callersHand(tx)
  const decided = decidedBy(await listDecided(tx, id), me)
  const [first] = decided
  return {
    batch: wireBatch(row),
    account: { name: accountName, bank: bankName, number: accountNumber },
    madeByMe: isSamePerson(me, handOf(madeByAccount, madeByPerson)),
    decidedByMe: first ? { number: first.number, count: decided.length } : null,
    again: await countAgain(tx, id),
    voided:
      voidedBy === null || voidedAt === null
        ? null
        : { by: voidedBy, at: voidedAt.toISOString(), reason: voidReason ?? '' },
    file: await fileOf(tx, fileId, sm3),
    sums: await sumsOf(tx, id),
    failures: await failuresOf(tx, id),
    returns: await returnsOf(tx, id),
  }
}

async function fileOf(tx: Transaction, fileId: FileId | null, sm3: Buffer | null): Promise<Detail['file']> {
  if (fileId === null || sm3 === null) return null
  const { name, size, sha256 } = await getFile(tx, fileId)
  return { name, size, sha256: sha256.toString('hex'), sm3: sm3.toString('hex') }
}

async function sumsOf(tx: Transaction, id: PayoutBatchId): Promise<Detail['sums']> {
  const { rows } = await sql<{ [Key in keyof Detail['sums']]: Cents }>`select
      coalesce(sum(amount) filter (where state in ('paid', 'reversed')), 0)::bigint as paid,
      coalesce(sum(amount) filter (where state = 'failed'), 0)::bigint as failed,
      coalesce(sum(amount) filter (where state = 'waiting'), 0)::bigint as waiting,
      coalesce(sum(amount) filter (where state = 'reversed'), 0)::bigint as reversed
    from payout_lines where batch_id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const { paid, failed, waiting, reversed } = found(rows[0])
  return {
    paid: formatYuan(paid),
    failed: formatYuan(failed),
    waiting: formatYuan(waiting),
    reversed: formatYuan(reversed),
  }
}

/** What failed by what the bank said, the most frequent first. */
async function failuresOf(tx: Transaction, id: PayoutBatchId): Promise<Detail['failures']> {
  const me = callersHand(tx)
  const groups = Map.groupBy(await listFailedLines(tx, id), ({ reason }) => reason)
  return [...groups]
    .map(([reason, lines]) => ({
      reason,
      count: new Set(lines.map(({ claimId }) => claimId)).size,
      importedByMe: lines.some((line) => isSamePerson(me, handOf(line.importedBy, line.importedByPerson))),
    }))
    .toSorted((one, other) => other.count - one.count)
}

/** Lines that wait of claims that were tried before: what their releaser should know. */
async function countAgain(tx: Transaction, id: PayoutBatchId): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from payout_lines l join payout_batches b on b.id = l.batch_id
    where l.batch_id = ${id} and l.state = 'waiting' and ${isAgain(tx)} and ${inScope(tx, 'l.place')}`.execute(tx.db)
  return found(rows[0]).count
}

type ReturnRow = Omit<Detail['returns'][number], 'importedAt' | 'sha256'> & { importedAt: Date; sha256: Buffer }

async function returnsOf(tx: Transaction, id: PayoutBatchId): Promise<Detail['returns']> {
  const { rows } =
    await sql<ReturnRow>`select id, name, sha256, paid, failed, unchanged, imported_by_name as "importedBy",
      imported_at as "importedAt"
    from bank_returns where batch_id = ${id} and ${inScope(tx, 'place')} order by imported_at desc, id`.execute(tx.db)
  return rows.map((row) => ({
    ...row,
    sha256: row.sha256.toString('hex'),
    importedAt: row.importedAt.toISOString(),
  }))
}
