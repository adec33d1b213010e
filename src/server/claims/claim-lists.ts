import { sql, type RawBuilder } from 'kysely'
import type { listClaims as endpoint } from '../../contract/claims.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { judgeHand } from '../../domain/claims/review.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import { normaliseIdNumber } from '../../domain/shared/id-number.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { containing } from '../db/patterns.ts'
import { NEVER, PAGE_SIZE, pageOf, readDueMoment, readMoment, type Keyset } from '../db/keyset.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { personHash } from '../enrolment/person-record.ts'
import type { Services } from '../services.ts'
import { countPool } from '../work-pool/count-pool.ts'
import type { WorkKind } from '../../domain/work-pool/queues.ts'
import { callersHand, earlierHands, type Handled } from './review-lock.ts'
import { isReviewState } from './review-pool.ts'
import { amountTold } from './tentative-regrade.ts'

type Input = InputOf<typeof endpoint>
type Answer = OutputOf<typeof endpoint>
type Tab = Input['tab']

/** What the list is filtered by, with the person that a document number leads to; nobody where the number is unknown. */
export type ClaimFilter = Omit<Input, 'tab' | 'cursor' | 'limit'> & { readonly personId: string | null | undefined }

type Row = Handled & {
  id: ClaimId
  number: string
  state: ClaimState
  kind: ClaimKind
  plan_name: string
  unit_name: string
  agency_name: string
  name: string
  id_masked: string
  source: 'unit' | 'office'
  incident_on: CalendarDate
  accepted_at: Date
  submitted_at: Date | null
  ended_at: Date | null
  amount: Cents | null
  returned: boolean
  proposal: 'decline' | 'refuse' | null
  promised_on: CalendarDate | null
  version: number
  due_at: Date | null
  entered_at: Date | null
  holder_id: string | null
  holder_name: string | null
  held_until: Date | null
  preferred_id: string | null
  preferred_name: string | null
}

type Held = 'nobody' | 'caller' | 'others'
type Pool = { readonly kind: WorkKind; readonly by: Held }
const pool = (kind: WorkKind, by: Held): Pool => ({ kind, by })

/** Pools by tab: the kind of work, and who holds it. */
const POOLS = new Map<Tab, Pool>([
  ['entry-waiting', pool('claim-entry', 'nobody')],
  ['entry-mine', pool('claim-entry', 'caller')],
  ['entry-held', pool('claim-entry', 'others')],
  ['first-review-waiting', pool('claim-first-review', 'nobody')],
  ['first-review-mine', pool('claim-first-review', 'caller')],
  ['first-review-held', pool('claim-first-review', 'others')],
  ['second-review-waiting', pool('claim-second-review', 'nobody')],
  ['second-review-mine', pool('claim-second-review', 'caller')],
  ['second-review-held', pool('claim-second-review', 'others')],
  ['approval-waiting', pool('claim-approval', 'nobody')],
  ['approval-mine', pool('claim-approval', 'caller')],
  ['approval-held', pool('claim-approval', 'others')],
  ['payee-review-waiting', pool('claim-payee-review', 'nobody')],
  ['payee-review-mine', pool('claim-payee-review', 'caller')],
  ['payee-review-held', pool('claim-payee-review', 'others')],
])

/** Cases in scope, keyset pages: pools by the day they are due, then as they entered; everything else newest first. */
export async function listClaims(tx: Transaction, { crypto }: Services, input: Input): Promise<Answer> {
  const { tab, limit = PAGE_SIZE } = input
  const entered = POOLS.get(tab)
  const filter = { ...input, personId: await findPerson(tx, crypto, input.idNumber) }
  const rows = await selectRows(tx, input, filter, limit + 1)
  const page = pageOf(rows, limit, keysetOf)
  const counts = entered ? await countPool(tx, entered.kind) : { waiting: 0, mine: 0, held: 0 }
  return { rows: page.rows.map((row) => wireRow(tx, row)), next: page.next, ...counts }
}

function keysetOf({ entered_at, due_at, accepted_at, id }: Row): Keyset {
  return entered_at === null
    ? [accepted_at.toISOString(), id]
    : [due_at?.toISOString() ?? NEVER, entered_at.toISOString(), id]
}

/** Undefined where nothing was typed, null where nobody has that number. */
export async function findPerson(
  tx: Transaction,
  crypto: Services['crypto'],
  idNumber: string | undefined,
): Promise<string | null | undefined> {
  const number = normaliseIdNumber(idNumber ?? '')
  if (number === '') return undefined
  const { rows } = await sql<{
    id: string
  }>`select id from find_persons(array[${personHash(crypto, number)}]::bytea[])`.execute(tx.db)
  return rows[0]?.id ?? null
}

async function selectRows(tx: Transaction, input: Input, filter: ClaimFilter, limit: number): Promise<Row[]> {
  const entered = POOLS.get(input.tab)
  const order = entered ? sql`w.due_order, w.entered_at, w.subject_id` : sql`c.accepted_at desc, c.id desc`
  const { rows } = await sql<Row>`select c.id, c.number, c.state, c.kind, v.name as plan_name, unit.name as unit_name,
      coalesce(agency.name, '') as agency_name, p.name, p.id_masked, c.source, c.incident_on, c.accepted_at, c.submitted_at,
      c.ended_at, ${amountTold(tx)} as amount, c.reasons_sealed is not null and c.state in ('materials', 'entry') as returned, c.proposal,
      case when c.first_submitted_at is not null then c.promised_on end as promised_on, c.version, w.due_at, ${entered ? sql`w.entered_at` : sql`null::timestamptz`} as entered_at,
      w.holder_id, w.holder_name, w.held_until, w.preferred_id, w.preferred_name, c.submitted_by as "submittedBy",
      c.submitted_by_person as "submittedByPerson", c.first_reviewed_by as "firstReviewedBy",
      c.first_reviewed_by_person as "firstReviewedByPerson", c.second_reviewed_by as "secondReviewedBy",
      c.second_reviewed_by_person as "secondReviewedByPerson"
    from claims c
    join people p on p.id = c.people_id
    join plan_versions v on v.id = c.plan_version_id
    join organisations unit on unit.id = c.unit_id
    left join organisations agency on agency.id = c.agency_id
    ${entered ? sql`join` : sql`left join`} work_items w on w.subject_id = c.id
      ${entered ? sql`and w.kind = ${entered.kind}` : sql``}
    where ${inScope(tx, 'c.place')} and ${inTab(tx, input.tab)} and ${filteredClaims(filter)} and ${afterCursor(input)}
    order by ${order} limit ${limit}`.execute(tx.db)
  return rows
}

/** Which cases a tab shows; pools know them by their work item `w`. */
export function inTab(tx: Transaction, tab: Tab): RawBuilder<unknown> {
  const entered = POOLS.get(tab)
  const now = new Date(tx.now)
  const { accountId } = callerIn(tx)
  if (entered?.by === 'caller') return sql`w.holder_id = ${accountId} and w.held_until > ${now}`
  if (entered?.by === 'others') return sql`w.holder_id <> ${accountId} and w.held_until > ${now}`
  if (entered) return sql`(w.holder_id is null or w.held_until <= ${now})`
  if (tab === 'acceptance') return sql`c.state in ('materials', 'entry')`
  if (tab === 'closed') return sql`c.state = 'closed'`
  if (tab === 'open') return sql`c.state not in ('closed', 'declined', 'refused', 'withdrawn', 'deleted')`
  return sql`true`
}

/** The manual's filters, for lists and exports alike. */
export function filteredClaims(filter: ClaimFilter): RawBuilder<unknown> {
  const { number, name, personId, agencyName, unitName, state, kind, planCode, from, to } = filter
  const conditions = [
    number ? sql`c.number like ${containing(number.trim().toUpperCase())}` : undefined,
    name ? sql`p.name like ${containing(name.trim())}` : undefined,
    personId === undefined ? undefined : sql`c.person_id is not distinct from ${personId}::uuid`,
    agencyName ? sql`agency.name like ${containing(agencyName.trim())}` : undefined,
    unitName ? sql`unit.name like ${containing(unitName.trim())}` : undefined,
    state ? sql`c.state = ${state}` : undefined,
    kind ? sql`c.kind = ${kind}` : undefined,
    planCode ? sql`c.plan_code = ${planCode}` : undefined,
    from ? sql`c.accepted_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'` : undefined,
    to ? sql`c.accepted_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'` : undefined,
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

function afterCursor({ cursor, tab }: Input): RawBuilder<unknown> {
  if (POOLS.has(tab)) {
    const from = readDueMoment(cursor)
    return from
      ? sql`(w.due_order, w.entered_at, w.subject_id) > (${from.due}::timestamptz, ${from.at}::timestamptz, ${from.id}::uuid)`
      : sql`true`
  }
  const from = readMoment(cursor)
  return from ? sql`(c.accepted_at, c.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`
}

/**
 * A unit knows its own people by name, and no officer's; officers see the name of whom they work on, others' masked.
 */
function wireRow(tx: Transaction, row: Row): Answer['rows'][number] {
  const { accountId, organisationKind } = callerIn(tx)
  const isHeld = row.held_until !== null && row.held_until.getTime() > tx.now
  const until = isHeld && (organisationKind !== 'unit' || row.state === 'entry') ? row.held_until : null
  const mine = until !== null && row.holder_id === accountId
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    kind: row.kind,
    planName: row.plan_name,
    unitName: row.unit_name,
    agencyName: row.agency_name,
    name: organisationKind === 'unit' || mine ? row.name : maskName(row.name),
    idMasked: row.id_masked,
    source: row.source,
    incidentOn: row.incident_on,
    acceptedAt: row.accepted_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    amount: row.amount === null ? null : formatYuan(row.amount),
    returned: row.returned,
    proposal: organisationKind === 'unit' ? null : row.proposal,
    promisedOn: row.promised_on,
    dueAt: row.due_at?.toISOString() ?? null,
    overdue: row.due_at !== null && row.due_at.getTime() < tx.now,
    holder: until && { name: row.holder_name ?? '', until: until.toISOString(), mine },
    preferred:
      row.preferred_name === null || organisationKind === 'unit'
        ? null
        : { name: row.preferred_name, mine: row.preferred_id === accountId },
    blocked: isReviewState(row.state) && !judgeHand(callersHand(tx), earlierHands(row)).ok,
    version: row.version,
  }
}
