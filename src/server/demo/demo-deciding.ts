import { sql } from 'kysely'
import type { ClaimId, OrganisationId, PayoutBatchId } from '../../domain/shared/ids.ts'
import { formatYuan } from '../../domain/shared/cents.ts'
import { approveClaims } from '../claims/approve-claims.ts'
import { getClaimRow } from '../claims/claim-store.ts'
import { passClaims } from '../claims/pass-claims.ts'
import { returnClaims } from '../claims/return-claims.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getBatchRow, listLines } from '../payouts/batch-store.ts'
import { takeReturnFile } from '../payouts/import-return.ts'
import { makeBatch } from '../payouts/make-batch.ts'
import { releaseBatch } from '../payouts/release-batch.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { takeWork } from '../work-pool/take-work.ts'
import type { DemoHand } from './demo-hand.ts'

type Seen = { readonly id: ClaimId; readonly version: number }

async function seenBy(hand: DemoHand, id: ClaimId): Promise<Seen> {
  const { version } = await hand(null, (tx) => getClaimRow(tx, id))
  return { id, version }
}

/** 获取 and 退回 to 费用录入 at 申领初审, with a point at a field. */
export async function returnDemoCase(services: Services, reviewer: DemoHand, id: ClaimId): Promise<void> {
  await reviewer('work-pool.take', (tx) => takeWork(tx, { kind: 'claim-first-review', subjects: [id] }))
  const cases = [await seenBy(reviewer, id)]
  const point = { target: 'field', path: 'incident.cause', materialId: null, area: null, text: RETURNED } as const
  await reviewer('claim-review.return', (tx) =>
    returnClaims(tx, services, { cases, to: 'entry', points: [point], note: '' }),
  )
}

const RETURNED = '出险原因写得过于简单，请写明时间、地点和经过。'

/** 获取 and 初审通过. */
export async function passDemoCase(services: Services, reviewer: DemoHand, id: ClaimId): Promise<void> {
  await reviewer('work-pool.take', (tx) => takeWork(tx, { kind: 'claim-first-review', subjects: [id] }))
  const cases = [await seenBy(reviewer, id)]
  await reviewer('claim-review.pass', (tx) => passClaims(tx, services, { cases }))
}

/** 获取 and 同意 at 申领复审: what is beyond the threshold goes on to 申领审批. */
export async function approveDemoCase(services: Services, reviewer: DemoHand, id: ClaimId): Promise<void> {
  await reviewer('work-pool.take', (tx) => takeWork(tx, { kind: 'claim-second-review', subjects: [id] }))
  const cases = [await seenBy(reviewer, id)]
  await reviewer('claim-review.approve', (tx) => approveClaims(tx, services, { cases }))
}

/** 编制, 释放 and the bank's answer: every claim of the batch is paid and closed. */
export async function payDemoCases(
  services: Services,
  { maker, releaser }: { readonly maker: DemoHand; readonly releaser: DemoHand },
  claims: readonly ClaimId[],
): Promise<void> {
  const { id } = await maker('payouts.make', async (tx) => {
    const officeId = await officeOf(tx, claims[0])
    return makeBatch(tx, services, { officeId, format: 'csv-utf-8', claims: [...claims] })
  })
  await releaser('payouts.release', (tx) => releaseBatch(tx, services, { id, version: 0 }))
  const answer = await maker(null, (tx) => bankAnswer(tx, id as PayoutBatchId))
  await takeReturnFile(maker, services, { id }, answer)
}

async function officeOf(tx: Transaction, id: ClaimId | undefined): Promise<OrganisationId> {
  const { rows } = await sql<{ officeId: OrganisationId }>`select office_id as "officeId" from claims
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0]).officeId
}

/** The return file of a bank that paid every line. */
async function bankAnswer(tx: Transaction, id: PayoutBatchId): Promise<{ name: string; bytes: Buffer }> {
  const { number, count, sum } = await getBatchRow(tx, id)
  const lines = await listLines(tx, id)
  const rows = [
    ['业务参考号', '金额', '处理结果', '失败原因'],
    ...lines.map(({ reference, amount }) => [reference, formatYuan(amount), '成功', '']),
    ['合计', number, String(count), formatYuan(sum)],
  ]
  return { name: `${number}.csv`, bytes: Buffer.from(rows.map((row) => `${row.join(',')}\r\n`).join('')) }
}
