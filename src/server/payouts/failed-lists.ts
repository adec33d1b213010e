import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { getPaymentState as stateEndpoint, listFailedPayments as endpoint } from '../../contract/payout-payees.ts'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import type { LineState } from '../../domain/payouts/batch-workflow.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { AccountId, ClaimId, PayoutBatchId, PayoutLineId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { openDecision, openPayee } from '../claims/claim-secrets.ts'
import { getClaimRow } from '../claims/claim-store.ts'
import { PAGE_SIZE, pageOf, readMoment, type Keyset } from '../db/keyset.ts'
import { containing } from '../db/patterns.ts'
import { inScope, isUnitIn, type Transaction } from '../db/transaction.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { cardTail } from './payable-claims.ts'
import { openLinePayee, openReturnReason } from './payout-secrets.ts'

type Answer = OutputOf<typeof endpoint>
type PaymentState = OutputOf<typeof stateEndpoint>

type Row = {
  id: ClaimId
  number: string
  kind: ClaimKind
  planName: string
  unitName: string
  name: string
  amount: Cents
  frozenSealed: Buffer | null
  failedAt: Date
  correctionId: string | null
  returnedSealed: Buffer | null
} & Failure

/** What ended the last payment: the bank's answer or 退汇 to a line, or the decision to stop it before it was made. */
export type Failure = {
  lineId: PayoutLineId | null
  payeeSealed: Buffer | null
  lineState: LineState | null
  reason: string
  decisionId: string | null
  toldSealed: Buffer | null
}

/** Columns of `LAST_FAILURE`. */
export const FAILURE = sql`l.line_id as "lineId", l.payee_sealed as "payeeSealed", l.state as "lineState", l.reason,
  l.decision_id as "decisionId", l.told_sealed as "toldSealed", l.failed_at as "failedAt"`

export function reasonOf(crypto: Services['crypto'], { reason, decisionId, toldSealed }: Failure): string {
  return decisionId !== null && toldSealed !== null ? openDecision(crypto, decisionId, toldSealed).told : reason
}

/** The last payment `l` of a claim `c` that failed, came back or was stopped, and the correction `p` returned since. */
export const LAST_FAILURE = sql`join lateral (
    select x.id as line_id, x.payee_sealed, x.state, x.reason, null::uuid as decision_id, null::bytea as told_sealed,
        coalesce(r.decided_at, x.answered_at) as failed_at
      from payout_lines x left join payout_reversals r on r.line_id = x.id and r.state = 'confirmed'
     where x.claim_id = c.id and x.state in ('failed', 'reversed')
    union all
    select null, null, null, '', d.id, d.sealed, d.at from claim_decisions d
     where d.claim_id = c.id and d.action = 'stop-payment'
    order by failed_at desc, line_id desc limit 1) l on true
  left join lateral (select y.* from payee_corrections y where y.claim_id = c.id and y.corrected_at >= l.failed_at
    order by y.corrected_at desc, y.id desc limit 1) p on true`

/** 支付失败: units see their own with names, officers masked. */
export async function listFailedPayments(
  tx: Transaction,
  { crypto }: Services,
  { number, unitName, cursor, limit = PAGE_SIZE }: InputOf<typeof endpoint>,
): Promise<Answer> {
  const from = readMoment(cursor)
  const { rows } = await sql<Row>`select c.id, c.number, c.kind, v.name as "planName", unit.name as "unitName", k.name,
      c.amount, c.payee_sealed as "frozenSealed", ${FAILURE}, p.id as "correctionId", p.reason_sealed as "returnedSealed"
    from claims c
    join people k on k.id = c.people_id
    join plan_versions v on v.id = c.plan_version_id
    join organisations unit on unit.id = c.unit_id
    ${LAST_FAILURE}
    where c.state = 'payment-failed' and ${inScope(tx, 'c.place')}
      and ${number ? sql`c.number like ${containing(number.trim().toUpperCase())}` : sql`true`}
      and ${unitName ? sql`unit.name like ${containing(unitName.trim())}` : sql`true`}
      and ${from ? sql`(l.failed_at, c.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`}
    order by l.failed_at desc, c.id desc limit ${limit + 1}`.execute(tx.db)
  const page = pageOf(rows, limit, ({ failedAt, id }): Keyset => [failedAt.toISOString(), id])
  const isUnit = isUnitIn(tx)
  const shown = (name: string) => (isUnit ? name : maskName(name))
  return {
    rows: page.rows.map((row) => {
      const payee = payeeOf(crypto, row)
      const returned = row.correctionId !== null && row.returnedSealed !== null
      return {
        id: row.id,
        number: row.number,
        kind: row.kind,
        planName: row.planName,
        unitName: row.unitName,
        name: shown(row.name),
        payeeName: shown(payee.name),
        cardTail: cardTail(payee),
        amount: formatYuan(row.amount),
        reason: returned ? openReturnReason(crypto, row.correctionId ?? '', row.returnedSealed) : reasonOf(crypto, row),
        failedAt: row.failedAt.toISOString(),
        cameBack: row.lineState === 'reversed',
        stopped: row.decisionId !== null,
        returned,
      }
    }),
    next: page.next,
  }
}

/** A claim that stands in 支付失败 because of a line of this batch, with who imported the bank's answer to it. */
export type FailedLine = {
  readonly claimId: ClaimId
  readonly reason: string
  readonly importedBy: AccountId
  readonly importedByPerson: Buffer | null
}

export async function listFailedLines(tx: Transaction, id: PayoutBatchId): Promise<FailedLine[]> {
  const { rows } = await sql<FailedLine>`select c.id as "claimId", x.reason, i.imported_by as "importedBy",
      i.imported_by_person as "importedByPerson"
    from payout_lines x
    join claims c on c.id = x.claim_id and c.state = 'payment-failed'
    ${LAST_FAILURE}
    join bank_returns i on i.batch_id = x.batch_id and i.imported_at = x.answered_at
    where x.batch_id = ${id} and x.state = 'failed' and l.line_id = x.id and ${inScope(tx, 'x.place')}
    order by x.position`.execute(tx.db)
  return rows
}

/** Who was to be paid: as the line said it, or as the approval froze it where no line was sent. */
function payeeOf(crypto: Services['crypto'], { id, number, lineId, payeeSealed, frozenSealed }: Row): Payee {
  if (lineId !== null && payeeSealed !== null) return openLinePayee(crypto, lineId, payeeSealed)
  return frozenSealed === null ? refused({ code: 'payee-not-frozen', number }) : openPayee(crypto, id, frozenSealed)
}

/** The stop of the payment, where that was the last thing that happened to it. */
async function findStop(tx: Transaction, crypto: Services['crypto'], id: ClaimId): Promise<PaymentState['stopped']> {
  const { rows } = await sql<Failure & { failedAt: Date }>`select ${FAILURE}
    from claims c ${LAST_FAILURE} where c.id = ${id} and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const [last] = rows
  if (!last || last.decisionId === null) return null
  return { at: last.failedAt.toISOString(), reason: reasonOf(crypto, last) }
}

type PaymentRow = {
  id: PayoutLineId
  state: LineState
  amount: Cents
  payeeSealed: Buffer
  at: Date
  reason: string
  batchNumber: string | null
  batchId: string | null
}
type CorrectionRow = { id: string; state: 'pending' | 'approved' | 'returned'; at: Date; reasonSealed: Buffer | null }

/** What became of the money of a claim. A unit learns nothing of batches that are only being made. */
export async function getPaymentState(tx: Transaction, { crypto }: Services, id: ClaimId): Promise<PaymentState> {
  const claim = await getClaimRow(tx, id)
  const isUnit = isUnitIn(tx)
  const { rows } = await sql<PaymentRow>`select l.id, l.state, l.amount, l.payee_sealed as "payeeSealed",
      coalesce(r.decided_at, l.answered_at, b.released_at, b.made_at, ${new Date(tx.now)}) as at, l.reason,
      b.number as "batchNumber", b.id as "batchId"
    from payout_lines l
    left join payout_batches b on b.id = l.batch_id
    left join payout_reversals r on r.line_id = l.id and r.state = 'confirmed'
    where l.claim_id = ${id} and ${inScope(tx, 'l.place')}
      and ${isUnit ? sql`l.state in ('paid', 'failed', 'reversed')` : sql`true`}
    order by l.position, l.id`.execute(tx.db)
  const { rows: corrections } = await sql<CorrectionRow>`select id, state, coalesce(decided_at, corrected_at) as at,
      reason_sealed as "reasonSealed"
    from payee_corrections where claim_id = ${id} and ${inScope(tx, 'place')}
    order by corrected_at desc, id desc limit 1`.execute(tx.db)
  const { rows: letters } = await sql`select 1 from claim_letters
    where claim_id = ${id} and kind = 'closed' and file_id is not null and superseded_at is null and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
  const [last] = corrections
  return {
    state: claim.state,
    paid: formatYuan(claim.paid),
    payments: rows
      .toSorted((one, other) => other.at.getTime() - one.at.getTime())
      .map((row) => ({
        state: row.state,
        amount: formatYuan(row.amount),
        cardTail: cardTail(openLinePayee(crypto, row.id, row.payeeSealed)),
        at: row.at.toISOString(),
        reason: row.state === 'removed' && isUnit ? '' : row.reason,
        batchNumber: isUnit ? null : row.batchNumber,
        batchId: isUnit ? null : row.batchId,
      })),
    stopped: await findStop(tx, crypto, id),
    correction: last
      ? { state: last.state, at: last.at.toISOString(), reason: openReturnReason(crypto, last.id, last.reasonSealed) }
      : null,
    letter: letters.length > 0 && claim.state === 'closed',
  }
}
