import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listUnitChanges as endpoint } from '../../contract/unit-profile.ts'
import { hasWrongCheckDigit } from '../../domain/units/credit-code.ts'
import { CHANGE_FIELDS, type UnitChange } from '../../domain/units/unit-change.ts'
import { PAGE_SIZE, pageOf, readMoment } from '../db/keyset.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'

type Input = InputOf<typeof endpoint>
type Answer = OutputOf<typeof endpoint>

type Row = {
  id: string
  unitName: string
  requestedAt: Date
  explanation: string
  fields: UnitChange
  before: UnitChange
  version: number
  holderName: string | null
  holderId: string | null
  heldUntil: Date | null
}

/** 变更审核: what units ask for, oldest first while it waits, the last first once it is decided. */
export async function listUnitChanges(tx: Transaction, input: Input): Promise<Answer> {
  const size = input.limit ?? PAGE_SIZE
  const newestFirst = input.state !== 'pending'
  const { rows } = await sql<Row>`select c.id, o.name as "unitName", c.requested_at as "requestedAt", c.explanation,
      c.fields, c.before, c.version, w.holder_name as "holderName", w.holder_id as "holderId", w.held_until as "heldUntil"
    from unit_changes c join organisations o on o.id = c.unit_id
      left join work_items w on w.kind = 'unit-change' and w.subject_id = c.id
    where c.state = ${input.state} and ${inScope(tx, 'c.place')} and ${after(input, newestFirst)}
    order by ${newestFirst ? sql`c.requested_at desc, c.id desc` : sql`c.requested_at, c.id`}
    limit ${size + 1}`.execute(tx.db)
  const page = pageOf(rows, size, ({ requestedAt, id }) => [requestedAt.toISOString(), id])
  return { rows: page.rows.map((row) => wireRow(tx, row)), next: page.next }
}

function after({ cursor }: Input, newestFirst: boolean): RawBuilder<unknown> {
  const from = readMoment(cursor)
  if (!from) return sql`true`
  const position = sql`(${from.at}::timestamptz, ${from.id}::uuid)`
  return newestFirst ? sql`(c.requested_at, c.id) < ${position}` : sql`(c.requested_at, c.id) > ${position}`
}

function wireRow(tx: Transaction, row: Row): Answer['rows'][number] {
  const { id, unitName, explanation, version, fields, before, holderName, heldUntil } = row
  const changed = CHANGE_FIELDS.filter((field) => fields[field] !== undefined)
  return {
    id,
    unitName,
    submittedAt: row.requestedAt.toISOString(),
    explanation,
    version,
    doubtful: hasWrongCheckDigit(fields.taxNumber ?? '') ? ['taxNumber'] : [],
    changes: changed.map((field) => ({ field, before: before[field] ?? '', after: fields[field] ?? '' })),
    holder:
      holderName !== null && heldUntil !== null && heldUntil.getTime() > tx.now
        ? { name: holderName, until: heldUntil.toISOString(), mine: row.holderId === callerIn(tx).accountId }
        : null,
  }
}
