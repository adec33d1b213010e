import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listPayable as listEndpoint, previewBatch as previewEndpoint } from '../../contract/payouts.ts'
import { batchFlags, type BatchFlag } from '../../domain/payouts/batch-flags.ts'
import { judgePayeeAlive } from '../../domain/claims/review.ts'
import { MOST_LINES } from '../../domain/payouts/batch-workflow.ts'
import { isSamePerson } from '../../domain/payouts/four-eyes.ts'
import { add, formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { PAGE_SIZE, pageOf, readMoment, type Keyset } from '../db/keyset.ts'
import { callersHand } from '../claims/review-lock.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { containing } from '../db/patterns.ts'
import type { Services } from '../services.ts'
import { cardHistoryOf } from './card-history.ts'
import { faultsOfClaim, getPayingOffice, payerProblem } from './make-batch.ts'
import { cardTail, listPayableClaims, PAYABLE, type PayableClaim } from './payable-claims.ts'

type Listed = OutputOf<typeof listEndpoint>
type Preview = OutputOf<typeof previewEndpoint>
type Filters = Pick<InputOf<typeof listEndpoint>, 'number' | 'unitName' | 'planCode'>

const APPROVED = sql`coalesce(c.approved_at, c.second_reviewed_at)`

function filtered({ number, unitName, planCode }: Filters): RawBuilder<unknown> {
  const conditions = [
    number ? sql`c.number like ${containing(number.trim().toUpperCase())}` : undefined,
    unitName ? sql`unit.name like ${containing(unitName.trim())}` : undefined,
    planCode ? sql`c.plan_code = ${planCode}` : undefined,
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

type OfficeRow = { id: OrganisationId; name: string; count: number; sum: Cents }

/** Offices in scope with what waits for payment there; the head office sees several. */
async function listOffices(tx: Transaction): Promise<OfficeRow[]> {
  const { rows } = await sql<OfficeRow>`select o.id, o.name, count(*)::int as count, sum(c.amount)::bigint as sum
    from claims c join organisations o on o.id = c.office_id
    where ${PAYABLE} and ${inScope(tx, 'c.place')} group by o.id, o.name, o.low order by o.low`.execute(tx.db)
  return rows
}

/** 待支付 of one office: the one asked for, or the first where something waits. */
export async function listPayable(
  tx: Transaction,
  { crypto }: Services,
  input: InputOf<typeof listEndpoint>,
): Promise<Listed> {
  const { officeId: asked, limit = PAGE_SIZE, cursor } = input
  const offices = await listOffices(tx)
  const officeId = asked ?? offices[0]?.id ?? null
  const shown = offices.map(({ sum, ...office }) => ({ ...office, sum: formatYuan(sum) }))
  if (officeId === null) return { rows: [], next: null, offices: shown, officeId }
  const from = readMoment(cursor)
  const after = from ? sql`(${APPROVED}, c.id) > (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`
  const where = sql`${PAYABLE} and c.office_id = ${officeId} and ${filtered(input)} and ${after}`
  const claims = await listPayableClaims(tx, crypto, where, limit + 1)
  const page = pageOf(claims, limit, ({ approvedAt, id }): Keyset => [approvedAt?.toISOString() ?? '', id])
  return { rows: page.rows.map((claim) => wireRow(tx, claim)), next: page.next, offices: shown, officeId }
}

function wireRow(tx: Transaction, claim: PayableClaim): Listed['rows'][number] {
  const me = callersHand(tx)
  return {
    id: claim.id,
    number: claim.number,
    kind: claim.kind,
    planName: claim.planName,
    unitName: claim.unitName,
    name: maskName(claim.name),
    payeeName: maskName(claim.payee.name),
    cardTail: cardTail(claim.payee),
    amount: formatYuan(claim.amount),
    approvedAt: claim.approvedAt?.toISOString() ?? null,
    again: claim.again,
    decidedByMe: claim.deciders.some((decider) => isSamePerson(decider, me)),
    payeeDead: !judgePayeeAlive(claim.payee, claim.diedOn).ok,
  }
}

/** What a batch of these claims would hold, with its flags and with what its form cannot hold; nothing is made. */
export async function previewBatch(
  tx: Transaction,
  { crypto }: Services,
  input: InputOf<typeof previewEndpoint>,
): Promise<Preview> {
  const officeId = input.officeId ?? (await listOffices(tx))[0]?.id ?? null
  if (officeId === null) return NOTHING
  const office = await getPayingOffice(tx, officeId as OrganisationId)
  const chosen = input.claims ? sql`c.id = any(${input.claims}::uuid[])` : filtered(input)
  const where = sql`${PAYABLE} and c.office_id = ${office.id} and ${chosen}`
  const found = await listPayableClaims(tx, crypto, where, MOST_LINES + 1)
  const claims = found.slice(0, MOST_LINES)
  const payments = claims.map(({ id, personId, cardIndex }) => ({
    claimId: id,
    personId,
    card: cardIndex.toString('hex'),
  }))
  const flags = batchFlags(payments, await cardHistoryOf(tx, claims))
  const lines = claims.map((claim) => ({
    ...wireRow(tx, claim),
    fen: claim.amount,
    flags: [...(flags.get(claim.id) ?? [])],
    faults: faultsOfClaim(input.format, claim).map((fault) => ({ character: '', over: 0, ...fault })),
  }))
  const taken = lines.filter((line) => !isLeftOut(line))
  const countOf = (flag: BatchFlag) => taken.filter((line) => line.flags.includes(flag)).length
  return {
    officeId: office.id,
    claims: taken.map(({ id }) => id),
    sum: formatYuan(add(...taken.map(({ fen }) => fen))),
    leftOut: lines.length - taken.length,
    gone: input.claims ? await listGone(tx, input.claims, office.id) : [],
    flagged: {
      'first-time-card': countOf('first-time-card'),
      'shared-card': countOf('shared-card'),
      'changed-card': countOf('changed-card'),
    },
    more: found.length > MOST_LINES,
    account: { name: office.accountName, bank: office.bankName, number: office.accountNumber },
    accountProblem: office.accountNumber === '' ? null : (payerProblem(input.format, office) ?? null),
    lines: lines
      .toSorted((one, other) => urgency(one) - urgency(other))
      .slice(0, MOST_SHOWN)
      .map(({ fen: _fen, ...line }) => line),
  }
}

/** What was ticked and is payable no more: a colleague's batch took it, or its payment was stopped. */
async function listGone(tx: Transaction, asked: readonly string[], officeId: string): Promise<Preview['gone']> {
  const { rows } = await sql<Preview['gone'][number]>`select c.number, b.number as batch
    from claims c
    left join payout_lines l on l.claim_id = c.id and l.state in ('waiting', 'paid')
    left join payout_batches b on b.id = l.batch_id
    where c.id = any(${[...asked]}::uuid[]) and ${inScope(tx, 'c.place')}
      and not (${PAYABLE} and c.office_id = ${officeId})
    order by c.number`.execute(tx.db)
  return rows
}

type Judged = Pick<Preview['lines'][number], 'decidedByMe' | 'payeeDead' | 'faults' | 'flags'>

/** As many as anybody looks through; flags and faults are counted over all. */
const MOST_SHOWN = 100

/** What the caller decided, what would pay the dead, and what the form cannot hold, stays behind. */
function isLeftOut({ decidedByMe, payeeDead, faults }: Judged): boolean {
  return decidedByMe || payeeDead || faults.length > 0
}

/** What is left out first, then cards that several persons share or that changed, then new ones. */
function urgency(line: Judged): number {
  if (isLeftOut(line)) return 0
  if (line.flags.includes('shared-card') || line.flags.includes('changed-card')) return 1
  return line.flags.length > 0 ? 2 : 3
}

const NOTHING: Preview = {
  officeId: null,
  claims: [],
  sum: '0.00',
  leftOut: 0,
  gone: [],
  flagged: { 'first-time-card': 0, 'shared-card': 0, 'changed-card': 0 },
  more: false,
  account: { name: '', bank: '', number: '' },
  accountProblem: null,
  lines: [],
}
