import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { getUnitChange as getEndpoint, listUnitChanges as endpoint } from '../../contract/unit-profile.ts'
import { hasWrongCheckDigit } from '../../domain/units/credit-code.ts'
import { CHANGE_FIELDS, type UnitChange } from '../../domain/units/unit-change.ts'
import { PAGE_SIZE, pageOf, readMoment } from '../db/keyset.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { countPool } from '../work-pool/count-pool.ts'

type Input = InputOf<typeof endpoint>
type Answer = OutputOf<typeof endpoint>
type Change = OutputOf<typeof getEndpoint>

type Row = {
  id: string
  place: number
  state: Change['state']
  unitName: string
  requestedAt: Date
  explanation: string
  fields: UnitChange
  before: UnitChange
  version: number
  dueAt: Date | null
  holderName: string | null
  holderId: string | null
  heldUntil: Date | null
}

/** 变更审核: what units ask for, oldest first while it waits, the last first once it is decided. */
export async function listUnitChanges(tx: Transaction, input: Input): Promise<Answer> {
  const size = input.limit ?? PAGE_SIZE
  const newestFirst = input.state === 'approved' || input.state === 'returned'
  const rows = await readChanges(
    tx,
    sql`${ofState(tx, input.state)} and ${after(input, newestFirst)}
      order by ${newestFirst ? sql`c.requested_at desc, c.id desc` : sql`c.requested_at, c.id`} limit ${size + 1}`,
  )
  const page = pageOf(rows, size, ({ requestedAt, id }) => [requestedAt.toISOString(), id])
  return { rows: page.rows.map((row) => wireRow(tx, row)), next: page.next, ...(await countPool(tx, 'unit-change')) }
}

/** One of them as lists show it, whatever its page, with the place of its unit. */
export async function getChange(tx: Transaction, id: string): Promise<Change & { readonly place: number }> {
  const [change] = await readChanges(tx, sql`c.id = ${id}`)
  const row = found(change)
  return { ...wireRow(tx, row), state: row.state, place: row.place }
}

async function readChanges(tx: Transaction, which: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`select c.id, c.place, c.state, o.name as "unitName", c.requested_at as "requestedAt",
      c.explanation, c.fields, c.before, c.version, w.due_at as "dueAt", w.holder_name as "holderName",
      w.holder_id as "holderId", w.held_until as "heldUntil"
    from unit_changes c join organisations o on o.id = c.unit_id
      left join work_items w on w.kind = 'unit-change' and w.subject_id = c.id
    where ${inScope(tx, 'c.place')} and ${which}`.execute(tx.db)
  return rows
}

function ofState(tx: Transaction, state: Input['state']): RawBuilder<unknown> {
  if (state === 'pending' || state === 'approved' || state === 'returned') return sql`c.state = ${state}`
  const isHeld = sql`(w.holder_id is not null and w.held_until > ${new Date(tx.now)})`
  const isMine = sql`w.holder_id = ${callerIn(tx).accountId}`
  const which = {
    waiting: sql`not ${isHeld}`,
    mine: sql`${isHeld} and ${isMine}`,
    held: sql`${isHeld} and not ${isMine}`,
  }
  return sql`c.state = 'pending' and ${which[state]}`
}

function after({ cursor }: Input, newestFirst: boolean): RawBuilder<unknown> {
  const from = readMoment(cursor)
  if (!from) return sql`true`
  const position = sql`(${from.at}::timestamptz, ${from.id}::uuid)`
  return newestFirst ? sql`(c.requested_at, c.id) < ${position}` : sql`(c.requested_at, c.id) > ${position}`
}

function wireRow(tx: Transaction, row: Row): Answer['rows'][number] {
  const { id, unitName, explanation, version, fields, before, dueAt, holderName, heldUntil } = row
  const changed = CHANGE_FIELDS.filter((field) => fields[field] !== undefined)
  return {
    id,
    unitName,
    submittedAt: row.requestedAt.toISOString(),
    explanation,
    version,
    dueAt: dueAt?.toISOString() ?? null,
    overdue: dueAt !== null && dueAt.getTime() < tx.now,
    doubtful: hasWrongCheckDigit(fields.taxNumber ?? '') ? ['taxNumber'] : [],
    changes: changed.map((field) => ({ field, before: before[field] ?? '', after: fields[field] ?? '' })),
    holder:
      holderName !== null && heldUntil !== null && heldUntil.getTime() > tx.now
        ? { name: holderName, until: heldUntil.toISOString(), mine: row.holderId === callerIn(tx).accountId }
        : null,
  }
}
