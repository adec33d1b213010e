import { sql, type RawBuilder } from 'kysely'
import { judgeStep } from '../../domain/enrolment/enrolment-workflow.ts'
import { lastDayToPay, unpaidStep, type Unpaid } from '../../domain/enrolment/unpaid.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { inTransaction, inScope, type Transaction } from '../db/transaction.ts'
import type { JobsLog } from '../jobs/start-jobs.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { lockEnrolment, type StoredEnrolment } from './enrolment-store.ts'
import { leaveFlight } from './return-enrolment.ts'

/**
 * Every night: approved enrolments without money are warned a week before their last day, and voided after it. One that
 * fails is told in the log and does not keep the others; the night as a whole has failed then, and is tried again.
 */
export async function endUnpaid(services: Services, signal: AbortSignal, log: Pick<JobsLog, 'error'>): Promise<void> {
  const due = await asNight(services, null, listDue)
  let failed = 0
  for (const id of due) {
    if (signal.aborted) return
    try {
      await asNight(services, 'enrolment.end-unpaid', (tx) => endOne(tx, services, id))
    } catch (error) {
      failed += 1
      log.error(`enrolment ${id} cannot be ended unpaid: ${maskSensitive(String(error))}`)
    }
  }
  if (failed > 0) throw new Error(`${failed} of ${due.length} unpaid enrolments could not be warned or ended`)
}

function asNight<T>(
  { transactions, clock }: Services,
  command: string | null,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const begin = { kind: 'system', purpose: 'nightly' } as const
  return inTransaction(transactions, { begin, command, now: clock(), pace: 'bulk' }, work)
}

type Row = { id: EnrolmentId; reviewed_at: Date; warned_at: Date | null; unpaid_days: number }

async function selectUnpaid(tx: Transaction, which: RawBuilder<boolean>): Promise<Row[]> {
  const { rows } = await sql<Row>`select e.id, e.reviewed_at, e.warned_at, o.unpaid_days from enrolments e
    join organisations o on o.id = e.office_id
    where e.state in ('invoicing', 'payment') and e.paid = 0 and e.reviewed_at is not null and ${which}
      and ${inScope(tx, 'e.place')} order by e.id`.execute(tx.db)
  return rows
}

function unpaidOf({ reviewed_at: reviewedAt, warned_at: warnedAt, unpaid_days: unpaidDays }: Row): Unpaid {
  const dayOf = (at: Date) => businessDay(instantOf(at.getTime()))
  return { approvedOn: dayOf(reviewedAt), warnedOn: warnedAt ? dayOf(warnedAt) : undefined, unpaidDays }
}

/** Those with which something is to be done tonight: only they are locked. */
async function listDue(tx: Transaction): Promise<EnrolmentId[]> {
  const today = businessDay(tx.now)
  const unpaid = await selectUnpaid(tx, sql<boolean>`true`)
  return unpaid.filter((row) => unpaidStep(unpaidOf(row), today) !== undefined).map(({ id }) => id)
}

async function endOne(tx: Transaction, services: Services, id: EnrolmentId): Promise<void> {
  const enrolment = await lockEnrolment(tx, id)
  // Looked at again under the lock: money may have come since the list was made.
  const [row] = await selectUnpaid(tx, sql<boolean>`e.id = ${id}`)
  const unpaid = row && unpaidOf(row)
  const step = unpaid && unpaidStep(unpaid, businessDay(tx.now))
  if (unpaid && step === 'warn') await warn(tx, services, enrolment, unpaid)
  if (step === 'void') await end(tx, services, enrolment)
}

async function warn(
  tx: Transaction,
  { crypto }: Services,
  { id, number, unitId, place }: StoredEnrolment,
  unpaid: Unpaid,
): Promise<void> {
  await sql`update enrolments set warned_at = ${new Date(tx.now)} where id = ${id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
  const lastDay = lastDayToPay({ ...unpaid, warnedOn: businessDay(tx.now) })
  await tellUnit(tx, crypto, unitId, 'enrolment-unpaid', { number, lastDay })
  await record(tx, { action: 'enrolment.warn-unpaid', subject: id, place, facts: { number, lastDay } })
}

async function end(tx: Transaction, { crypto }: Services, enrolment: StoredEnrolment): Promise<void> {
  const state = accepted(judgeStep(enrolment.state, 'void', ['finance']))
  await leaveFlight(tx, enrolment, state)
  const { id, number, unitId, place } = enrolment
  await tellUnit(tx, crypto, unitId, 'enrolment-lapsed', { number })
  await record(tx, { action: 'enrolment.void', subject: id, place, facts: { number, unpaid: true } })
}
