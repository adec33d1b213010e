import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listEnrolments as endpoint } from '../../contract/enrolment.ts'
import { isEditable, type EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'
import { totalOf } from '../../domain/enrolment/receipt.ts'
import type { ReturnReason } from '../../domain/enrolment/return-reason.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { containing } from '../db/patterns.ts'
import { PAGE_SIZE, pageOf, readMoment, type Keyset } from '../db/keyset.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { countPool } from '../work-pool/count-pool.ts'
import { listChosenPlansOf } from './enrolment-plan-store.ts'
import { currentReceipt } from './submission-facts.ts'

type Input = InputOf<typeof endpoint>
type Answer = OutputOf<typeof endpoint>
type Tab = Input['tab']

type Row = {
  id: EnrolmentId
  number: string
  state: EnrolmentState
  version: number
  unit_name: string
  agency_name: string
  plan_names: string[]
  people: number
  due: Cents
  paid: Cents
  created_at: Date
  submitted_at: Date | null
  return_reasons: ReturnReason[]
  due_at: Date | null
  entered_at: Date
  holder_id: string | null
  holder_name: string
  held_until: Date | null
}

/** Pools of officers by tab: the kind of work, and whether it is held by the caller. */
const POOLS = new Map<Tab, { readonly kind: 'enrolment-review' | 'payment'; readonly mine: boolean }>([
  ['review-waiting', { kind: 'enrolment-review', mine: false }],
  ['review-mine', { kind: 'enrolment-review', mine: true }],
  ['payment-waiting', { kind: 'payment', mine: false }],
  ['payment-mine', { kind: 'payment', mine: true }],
])

/** Enrolments in scope, keyset pages: pools oldest first, everything else newest first. */
export async function listEnrolments(tx: Transaction, input: Input): Promise<Answer> {
  const { tab, limit = PAGE_SIZE } = input
  const pool = POOLS.get(tab)
  const rows = await selectRows(tx, input, limit + 1)
  const page = pageOf(rows, limit, (row): Keyset => [(pool ? row.entered_at : row.created_at).toISOString(), row.id])
  const { waiting, mine } = pool ? await countPool(tx, pool.kind) : { waiting: 0, mine: 0 }
  const totals = await totalsNow(tx, page.rows)
  const shown = page.rows.map((row) => wireRow(tx, row, totals.get(row.id) ?? row.due))
  return { rows: shown, next: page.next, waiting, mine }
}

async function selectRows(tx: Transaction, input: Input, limit: number): Promise<Row[]> {
  const pool = POOLS.get(input.tab)
  const sorted = pool ? sql`w.entered_at` : sql`e.created_at`
  const direction = pool ? sql`asc` : sql`desc`
  const { rows } =
    await sql<Row>`select e.id, e.number, e.state, e.version, e.due, e.paid, e.created_at, e.submitted_at,
      e.return_reasons, unit.name as unit_name, coalesce(agency.name, '') as agency_name, w.due_at, w.entered_at,
      case when w.held_until > ${new Date(tx.now)} then w.holder_id end as holder_id, w.held_until,
      coalesce(w.holder_name, '') as holder_name,
      array(select v.name from enrolment_plans p join plan_versions v on v.id = p.plan_version_id
        where p.enrolment_id = e.id order by p.plan_code) as plan_names,
      coalesce((select sum(p.people)::int from enrolment_plans p where p.enrolment_id = e.id), 0) as people
    from enrolments e
    join organisations unit on unit.id = e.unit_id
    left join organisations agency on agency.id = e.agency_id
    left join work_items w on w.subject_id = e.id and w.kind in ('enrolment-review', 'payment')
    where ${inScope(tx, 'e.place')} and ${inTab(tx, input.tab)} and ${filtered(input)} and ${afterCursor(input)}
    order by ${sorted} ${direction}, e.id ${direction} limit ${limit}`.execute(tx.db)
  return rows
}

function inTab(tx: Transaction, tab: Tab): RawBuilder<unknown> {
  const pool = POOLS.get(tab)
  const now = new Date(tx.now)
  if (pool?.mine)
    return sql`w.kind = ${pool.kind} and w.holder_id = ${callerIn(tx).accountId} and w.held_until > ${now}`
  if (pool) return sql`w.kind = ${pool.kind} and (w.holder_id is null or w.held_until <= ${now})`
  if (tab === 'editing') return sql`e.state in ('draft', 'returned')`
  if (tab === 'invoicing') return sql`e.state = 'invoicing'`
  return sql`e.state <> 'deleted'`
}

function filtered({ state, number, unitName, planCode, from, to }: Input): RawBuilder<unknown> {
  const conditions = [
    state ? sql`e.state = ${state}` : undefined,
    number ? sql`e.number like ${containing(number.toUpperCase())}` : undefined,
    unitName ? sql`unit.name like ${containing(unitName)}` : undefined,
    planCode
      ? sql`exists (select from enrolment_plans p where p.enrolment_id = e.id and p.plan_code = ${planCode})`
      : undefined,
    from ? sql`e.created_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'` : undefined,
    to ? sql`e.created_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'` : undefined,
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

function afterCursor({ cursor, tab }: Input): RawBuilder<unknown> {
  const from = readMoment(cursor)
  if (!from) return sql`true`
  const { at, id } = from
  return POOLS.has(tab)
    ? sql`(w.entered_at, e.id) > (${at}::timestamptz, ${id}::uuid)`
    : sql`(e.created_at, e.id) < (${at}::timestamptz, ${id}::uuid)`
}

function wireRow(tx: Transaction, row: Row, total: Cents): Answer['rows'][number] {
  const caller = callerIn(tx)
  const officer = caller.organisationKind !== 'unit'
  const heldUntil = officer && row.holder_id !== null ? row.held_until : null
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    unitName: row.unit_name,
    agencyName: row.agency_name,
    planNames: row.plan_names,
    people: row.people,
    total: formatYuan(total),
    paid: formatYuan(row.paid),
    createdAt: row.created_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    dueAt: officer ? (row.due_at?.toISOString() ?? null) : null,
    overdue: officer && row.due_at !== null && row.due_at.getTime() < tx.now,
    returned: row.state === 'returned' ? row.return_reasons.map(({ text }) => text) : [],
    holder: heldUntil && {
      name: row.holder_name,
      until: heldUntil.toISOString(),
      mine: row.holder_id === caller.accountId,
    },
    version: row.version,
  }
}

/** Frozen from submission on; while the unit edits, as the counters of the rosters stand. */
async function totalsNow(tx: Transaction, rows: readonly Row[]): Promise<ReadonlyMap<EnrolmentId, Cents>> {
  const edited = rows.filter(({ state }) => isEditable(state)).map(({ id }) => id)
  if (edited.length === 0) return new Map()
  const chosen = await listChosenPlansOf(tx, edited)
  return new Map(edited.map((id) => [id, totalOf(currentReceipt(chosen.get(id) ?? []))]))
}
