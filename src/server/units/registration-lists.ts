import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listRegistrations as endpoint } from '../../contract/registration-review.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { normaliseCreditCode } from '../../domain/units/credit-code.ts'
import { readMoment, PAGE_SIZE, pageOf } from '../db/keyset.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import type { RegistrationState } from './registration-store.ts'
import { countPool } from '../work-pool/count-pool.ts'

type Input = InputOf<typeof endpoint>
type Answer = OutputOf<typeof endpoint>

type Row = {
  id: string
  number: string
  state: RegistrationState
  unitName: string
  creditCode: string
  agencyName: string
  contactName: string
  submittedAt: Date
  sortedAt: Date
  dueAt: Date | null
  holderName: string | null
  holderId: string | null
  heldUntil: Date | null
}

/** Pool (oldest first) and archive (last decided first) of the registrations in scope, by keyset pages. */
export async function listRegistrations(tx: Transaction, input: Input): Promise<Answer> {
  const size = input.limit ?? PAGE_SIZE
  const decided = input.tab === 'decided'
  const { rows } =
    await sql<Row>`select r.id, r.number, r.state, r.unit_name as "unitName", r.credit_code as "creditCode",
      o.name as "agencyName", coalesce(r.fields->>'contactName', '') as "contactName", r.submitted_at as "submittedAt",
      ${decided ? sql`r.decided_at` : sql`r.submitted_at`} as "sortedAt", w.due_at as "dueAt", w.holder_name as "holderName",
      w.holder_id as "holderId", w.held_until as "heldUntil"
    from registrations r join organisations o on o.id = r.agency_id
      left join work_items w on w.kind = 'registration' and w.subject_id = r.id
    where ${inScope(tx, 'r.place')} and ${ofTab(tx, input.tab)} and ${matching(input)} and ${after(input)}
    order by ${decided ? sql`r.decided_at desc, r.id desc` : sql`r.submitted_at, r.id`}
    limit ${size + 1}`.execute(tx.db)
  const page = pageOf(rows, size, ({ sortedAt, id }) => [sortedAt.toISOString(), id])
  const { waiting, mine } = await countPool(tx, 'registration')
  return { rows: page.rows.map((row) => wireRow(tx, row)), next: page.next, waiting, mine }
}

function ofTab(tx: Transaction, tab: Input['tab']): RawBuilder<unknown> {
  const { accountId } = callerIn(tx)
  if (tab === 'decided') return sql`r.state in ('approved', 'returned')`
  const held = sql`(w.holder_id is not null and w.held_until > ${new Date(tx.now)})`
  const which = { waiting: sql`not ${held}`, mine: sql`${held} and w.holder_id = ${accountId}`, held }[tab]
  return sql`r.state = 'submitted' and ${which}`
}

function matching({ unitName, creditCode, number }: Input): RawBuilder<unknown> {
  const like = (text: string) => `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
  const conditions = [
    unitName ? sql`r.unit_name like ${like(unitName)}` : undefined,
    creditCode ? sql`r.credit_code like ${like(normaliseCreditCode(creditCode))}` : undefined,
    number ? sql`r.number like ${like(number.toUpperCase())}` : undefined,
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

function after({ tab, cursor }: Input): RawBuilder<unknown> {
  const from = readMoment(cursor)
  if (!from) return sql`true`
  const position = sql`(${from.at}::timestamptz, ${from.id}::uuid)`
  return tab === 'decided' ? sql`(r.decided_at, r.id) < ${position}` : sql`(r.submitted_at, r.id) > ${position}`
}

function wireRow(tx: Transaction, row: Row): Answer['rows'][number] {
  const { id, number, state, unitName, creditCode, agencyName, dueAt, holderName, holderId, heldUntil } = row
  return {
    id,
    number,
    state,
    unitName,
    creditCode,
    agencyName,
    contactName: maskName(row.contactName),
    submittedAt: row.submittedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    overdue: dueAt !== null && dueAt.getTime() < tx.now,
    holder:
      holderName !== null && heldUntil !== null && heldUntil.getTime() > tx.now
        ? { name: holderName, until: heldUntil.toISOString(), mine: holderId === callerIn(tx).accountId }
        : null,
  }
}
