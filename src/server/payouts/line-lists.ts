import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listBatchLines as endpoint } from '../../contract/payout-batches.ts'
import type { Hand } from '../../domain/claims/review.ts'
import type { BatchFlag } from '../../domain/payouts/batch-flags.ts'
import type { LineSight, LineState } from '../../domain/payouts/batch-workflow.ts'
import { isSamePerson } from '../../domain/payouts/four-eyes.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { ClaimId, PayoutBatchId, PayoutLineId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { PAGE_SIZE, pageOf, readCursor, type Keyset } from '../db/keyset.ts'
import { containing } from '../db/patterns.ts'
import { callersHand } from '../claims/review-lock.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { getBatchRow } from './batch-store.ts'
import { cardTail, DECIDERS } from './payable-claims.ts'
import { openLinePayee } from './payout-secrets.ts'

type Answer = OutputOf<typeof endpoint>

type ReversalRow = {
  reversalId: string | null
  reversalState: 'requested' | 'confirmed'
  returnedOn: CalendarDate
  bankReference: string
  reversalReason: string
  requestedBy: string
  requestedByAccount: string
  requestedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
}

type Row = ReversalRow & {
  id: PayoutLineId
  claimId: ClaimId
  number: string
  position: number
  reference: string
  unitName: string
  payeeSealed: Buffer
  amount: Cents
  flags: BatchFlag[]
  state: LineState
  reason: string
  answeredAt: Date | null
  again: boolean
  deciders: Hand[]
}

/** A line `l` of a batch `b` whose claim was sent to the bank before, and was not paid or not for good. */
export function isAgain(tx: Transaction): RawBuilder<boolean> {
  return sql<boolean>`exists (select from payout_lines before where before.claim_id = l.claim_id and before.id <> l.id
    and before.state in ('failed', 'reversed') and before.answered_at <= b.made_at and ${inScope(tx, 'before.place')})`
}

function filtered(tx: Transaction, { state, text, only }: InputOf<typeof endpoint>): RawBuilder<unknown> {
  const { accountId, personIndex } = callerIn(tx)
  const sights: { readonly [S in LineSight]: RawBuilder<unknown> } = {
    flagged: sql`l.flags <> '{}'`,
    again: isAgain(tx),
    reversal: sql`r.state = 'requested'`,
    decided: sql`decided_claim(l.claim_id, ${accountId}::uuid, ${personIndex}::bytea)`,
  }
  const part = containing((text ?? '').trim().toUpperCase())
  const conditions = [
    state ? sql`l.state = ${state}` : undefined,
    text ? sql`(c.number like ${part} or l.reference like ${part})` : undefined,
    only && sights[only],
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** The lines of a batch in their order; payee and card are masked. */
export async function listBatchLines(
  tx: Transaction,
  { crypto }: Services,
  input: InputOf<typeof endpoint>,
): Promise<Answer> {
  const { id, cursor, limit = PAGE_SIZE } = input
  await getBatchRow(tx, id as PayoutBatchId)
  const after = Number(readCursor(cursor, 1)?.[0] ?? 0)
  const { rows } = await sql<Row>`select l.id, l.claim_id as "claimId", c.number, l.position, l.reference,
      unit.name as "unitName", l.payee_sealed as "payeeSealed", l.amount, l.flags, l.state, l.reason,
      l.answered_at as "answeredAt", ${isAgain(tx)} as again, ${DECIDERS} as deciders, r.id as "reversalId", r.state as "reversalState",
      r.returned_on as "returnedOn", r.reference as "bankReference", r.reason as "reversalReason",
      r.requested_by_name as "requestedBy", r.requested_by as "requestedByAccount", r.requested_at as "requestedAt",
      r.decided_by_name as "decidedBy", r.decided_at as "decidedAt"
    from payout_lines l
    join payout_batches b on b.id = l.batch_id
    join claims c on c.id = l.claim_id
    join organisations unit on unit.id = c.unit_id
    left join payout_reversals r on r.line_id = l.id and r.state <> 'dropped'
    where l.batch_id = ${id} and ${inScope(tx, 'l.place')} and l.position > ${Number.isSafeInteger(after) ? after : 0}
      and ${filtered(tx, input)}
    order by l.position limit ${limit + 1}`.execute(tx.db)
  const page = pageOf(rows, limit, ({ position }): Keyset => [position])
  const me = callersHand(tx)
  return { rows: page.rows.map((row) => wireLine(tx, crypto, me, row)), next: page.next }
}

function wireLine(tx: Transaction, crypto: Services['crypto'], me: Hand, row: Row): Answer['rows'][number] {
  const payee = openLinePayee(crypto, row.id, row.payeeSealed)
  return {
    id: row.id,
    claimId: row.claimId,
    number: row.number,
    position: row.position,
    reference: row.reference,
    unitName: row.unitName,
    payeeName: maskName(payee.name),
    cardTail: cardTail(payee),
    amount: formatYuan(row.amount),
    flags: row.flags,
    state: row.state,
    reason: row.reason,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    again: row.again,
    decidedByMe: row.deciders.some((decider) => isSamePerson(decider, me)),
    reversal: wireReversal(tx, row),
  }
}

function wireReversal(tx: Transaction, row: ReversalRow): Answer['rows'][number]['reversal'] {
  if (row.reversalId === null) return null
  return {
    id: row.reversalId,
    state: row.reversalState,
    returnedOn: row.returnedOn,
    reference: row.bankReference,
    reason: row.reversalReason,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    mine: row.requestedByAccount === callerIn(tx).accountId,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  }
}
