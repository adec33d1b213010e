import { sql } from 'kysely'
import { judgeStep } from '../../domain/enrolment/enrolment-workflow.ts'
import { lastDayToPay, unpaidStep, type Unpaid } from '../../domain/enrolment/unpaid.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { inTransaction, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { lockEnrolment, type StoredEnrolment } from './enrolment-store.ts'
import { leaveFlight } from './return-enrolment.ts'

/** Every night: approved enrolments without money are warned a week before their last day, and voided after it. */
export async function endUnpaid(services: Services, signal: AbortSignal): Promise<void> {
  for (const id of await asNight(services, null, listUnpaid)) {
    if (signal.aborted) return
    await asNight(services, 'enrolment.end-unpaid', (tx) => endOne(tx, services, id))
  }
}

function asNight<T>(
  { transactions, clock }: Services,
  command: string | null,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const begin = { kind: 'system', purpose: 'nightly' } as const
  return inTransaction(transactions, { begin, command, now: clock(), pace: 'bulk' }, work)
}

async function listUnpaid(tx: Transaction): Promise<EnrolmentId[]> {
  const { rows } = await sql<{ id: EnrolmentId }>`select id from enrolments
    where state in ('invoicing', 'payment') and paid = 0 and ${inScope(tx, 'place')} order by id`.execute(tx.db)
  return rows.map(({ id }) => id)
}

async function endOne(tx: Transaction, services: Services, id: EnrolmentId): Promise<void> {
  const enrolment = await lockEnrolment(tx, id)
  const unpaid = await findUnpaid(tx, enrolment)
  const step = unpaid && unpaidStep(unpaid, businessDay(tx.now))
  if (unpaid && step === 'warn') await warn(tx, services, enrolment, unpaid)
  if (step === 'void') await end(tx, services, enrolment)
}

type Row = { reviewed_at: Date; warned_at: Date | null; unpaid_days: number }

/** Looked at again under the lock: money may have come since the list was made. */
async function findUnpaid(tx: Transaction, { id }: StoredEnrolment): Promise<Unpaid | undefined> {
  const { rows } = await sql<Row>`select e.reviewed_at, e.warned_at, o.unpaid_days from enrolments e
    join organisations o on o.id = e.office_id
    where e.id = ${id} and e.state in ('invoicing', 'payment') and e.paid = 0 and e.reviewed_at is not null`.execute(
    tx.db,
  )
  const [row] = rows
  if (!row) return undefined
  const dayOf = (at: Date) => businessDay(instantOf(at.getTime()))
  return {
    approvedOn: dayOf(row.reviewed_at),
    warnedOn: row.warned_at ? dayOf(row.warned_at) : undefined,
    unpaidDays: row.unpaid_days,
  }
}

async function warn(
  tx: Transaction,
  { crypto }: Services,
  { id, number, unitId, place }: StoredEnrolment,
  unpaid: Unpaid,
): Promise<void> {
  await sql`update enrolments set warned_at = ${new Date(tx.now)} where id = ${id}`.execute(tx.db)
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
