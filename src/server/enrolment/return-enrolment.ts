import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type {
  returnEnrolment as returnEndpoint,
  voidEnrolment as voidEndpoint,
} from '../../contract/enrolment-review.ts'
import type { withdrawEnrolment as withdrawEndpoint } from '../../contract/enrolment.ts'
import type { ReturnReason } from '../../domain/enrolment/return-reason.ts'
import { judgeNoMoney, judgeReviewer } from '../../domain/enrolment/review.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { dropReviewDrafts } from '../work-pool/review-draft-store.ts'
import { leavePool, lockHeldWork, lockUnheldWork } from '../work-pool/work-store.ts'
import { endInvoices } from './end-invoices.ts'
import { lockEnrolment, nextState, saveState, type StoredEnrolment } from './enrolment-store.ts'
import { rosterNames } from './keep-review-draft.ts'
import { isSubmitter } from './submitter.ts'

type Reasons = InputOf<typeof returnEndpoint>['reasons']

/** 退回 → 初审退回: the persons are free again, the unit is told; reasons point at step, field or person. */
export async function returnEnrolment(
  tx: Transaction,
  { crypto }: Services,
  { id, version, reasons }: InputOf<typeof returnEndpoint>,
): Promise<{ version: number }> {
  const enrolment = await lockPooled(tx, id as EnrolmentId, version)
  const state = nextState(tx, enrolment, 'return')
  accepted(judgeReviewer({ isSubmitter: isSubmitter(tx, enrolment) }))
  accepted(judgeNoMoney(enrolment.paid))
  const named = await withNames(tx, enrolment.id, reasons)
  await sql`update enrolments set return_reasons = ${JSON.stringify(named)}, reviewed_by = null, reviewed_by_person = null,
      reviewed_at = null where id = ${enrolment.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const next = await leaveFlight(tx, enrolment, state)
  const { number, unitId, place } = enrolment
  await tellUnit(tx, crypto, unitId, 'enrolment-returned', { number })
  await record(tx, {
    action: 'enrolment.return',
    subject: enrolment.id,
    place,
    facts: { number, reasons: named.length },
  })
  return { version: next }
}

/** 撤回 by the unit, while nobody has taken it. */
export async function withdrawEnrolment(
  tx: Transaction,
  { id, version }: InputOf<typeof withdrawEndpoint>,
): Promise<{ version: number }> {
  const unheld = await lockUnheldWork(tx, 'enrolment-review', id)
  const enrolment = await lockEnrolment(tx, id as EnrolmentId, version)
  const state = nextState(tx, enrolment, 'withdraw')
  if (!unheld) return refused({ code: 'already-in-review' })
  const next = await leaveFlight(tx, enrolment, state)
  const { number, place } = enrolment
  await record(tx, { action: 'enrolment.withdraw', subject: enrolment.id, place, facts: { number } })
  return { version: next }
}

/** 作废 of an approved enrolment for which no money has come. */
export async function voidEnrolment(
  tx: Transaction,
  { crypto }: Services,
  { id, version, reason }: InputOf<typeof voidEndpoint>,
): Promise<{ version: number }> {
  const enrolment = await lockPooled(tx, id as EnrolmentId, version)
  const state = nextState(tx, enrolment, 'void')
  accepted(judgeNoMoney(enrolment.paid))
  const next = await leaveFlight(tx, enrolment, state)
  const { number, unitId, place } = enrolment
  await tellUnit(tx, crypto, unitId, 'enrolment-void', { number })
  await record(tx, { action: 'enrolment.void', subject: enrolment.id, place, facts: { number, reason } })
  return { version: next }
}

/**
 * Locks the work item first, as everyone does. In 参保初审 only the holder decides; 开票录入 is with the unit, and from
 * 到账确认 the office takes back while no money is recorded, whoever holds it.
 */
async function lockPooled(tx: Transaction, id: EnrolmentId, version: number): Promise<StoredEnrolment> {
  const { rows } = await sql<{ kind: 'enrolment-review' | 'payment' }>`select kind from work_items
    where subject_id = ${id} and kind in ('enrolment-review', 'payment') and ${inScope(tx, 'place')} for update`.execute(
    tx.db,
  )
  if (rows[0]?.kind === 'enrolment-review') await lockHeldWork(tx, 'enrolment-review', id)
  return lockEnrolment(tx, id, version)
}

/** Releases the persons' holds, leaves the pool that the enrolment is in, and moves it on; where it ends, its invoices do. */
export async function leaveFlight(
  tx: Transaction,
  enrolment: StoredEnrolment,
  state: StoredEnrolment['state'],
): Promise<number> {
  await sql`select release_holds(${enrolment.id})`.execute(tx.db)
  if (enrolment.state === 'submitted') await leavePool(tx, 'enrolment-review', enrolment.id)
  if (enrolment.state === 'payment') await leavePool(tx, 'payment', enrolment.id)
  if (enrolment.state === 'invoicing') await dropReviewDrafts(tx, enrolment.id)
  if (state === 'void') await endInvoices(tx, enrolment.id)
  return saveState(tx, enrolment, state)
}

async function withNames(tx: Transaction, id: EnrolmentId, reasons: Reasons): Promise<ReturnReason[]> {
  const names = await rosterNames(tx, id, reasons)
  return reasons.map(({ step, planCode = null, field = null, personId, text }) => {
    const personName = personId === undefined ? null : (names.get(personId) ?? refused({ code: 'not-found' }))
    return { step, planCode, field, personId: personId ?? null, personName, text: maskSensitive(text) }
  })
}
