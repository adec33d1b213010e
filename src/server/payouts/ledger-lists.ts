import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listLedger as endpoint } from '../../contract/payout-ledger.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import { PAGE_SIZE, pageOf, readMoment, type Keyset } from '../db/keyset.ts'
import { containing } from '../db/patterns.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'

type Input = InputOf<typeof endpoint>
type Answer = OutputOf<typeof endpoint>
type Entry = Answer['rows'][number]
type Row = Omit<Entry, 'debit' | 'credit' | 'postedAt'> & { debit: Cents; credit: Cents; postedAt: Date }

const JOINED = sql`ledger_entries e join claims c on c.id = e.claim_id join payout_batches b on b.id = e.batch_id
  join organisations o on o.id = e.office_id`

function filtered({ claim, batch, kind, from, to }: Input): RawBuilder<unknown> {
  const conditions = [
    claim ? sql`c.number like ${containing(claim.trim().toUpperCase())}` : undefined,
    batch ? sql`b.number like ${containing(batch.trim().toUpperCase())}` : undefined,
    kind ? sql`e.kind = ${kind}` : undefined,
    from ? sql`e.posted_on >= ${from}::date` : undefined,
    to ? sql`e.posted_on <= ${to}::date` : undefined,
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** 账务流水: entries newest first; the first page also has the sums of everything that the filters show. */
export async function listLedger(tx: Transaction, input: Input): Promise<Answer> {
  const { limit = PAGE_SIZE, cursor } = input
  const from = readMoment(cursor)
  const after = from ? sql`(e.posted_at, e.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`
  const { rows } = await sql<Row>`select e.id, e.kind, e.account, e.debit, e.credit, e.posted_on as "postedOn",
      e.posted_at as "postedAt", c.number as "claimNumber", b.number as "batchNumber", o.name as "officeName",
      exists (select from ledger_entries r where r.reverses = e.id) as reversed
    from ${JOINED} where ${inScope(tx, 'e.place')} and ${filtered(input)} and ${after}
    order by e.posted_at desc, e.id desc limit ${limit + 1}`.execute(tx.db)
  const page = pageOf(rows, limit, ({ postedAt, id }): Keyset => [postedAt.toISOString(), id])
  const shown = page.rows.map((row): Entry => ({
    ...row,
    debit: formatYuan(row.debit),
    credit: formatYuan(row.credit),
    postedAt: row.postedAt.toISOString(),
  }))
  return { rows: shown, next: page.next, sums: from === undefined ? await sumsOf(tx, input) : null }
}

/** Adds up as many entries as the filters leave; other tables are read only where a filter names them. */
async function sumsOf(tx: Transaction, input: Input): Promise<Answer['sums']> {
  const tables = input.claim || input.batch ? JOINED : sql`ledger_entries e`
  const { rows } = await sql<{ debit: Cents; credit: Cents }>`select coalesce(sum(e.debit), 0)::bigint as debit,
      coalesce(sum(e.credit), 0)::bigint as credit
    from ${tables} where ${inScope(tx, 'e.place')} and ${filtered(input)}`.execute(tx.db)
  const { debit, credit } = found(rows[0])
  return { debit: formatYuan(debit), credit: formatYuan(credit) }
}
