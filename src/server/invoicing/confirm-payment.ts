import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { confirmPayment as confirmPaymentEndpoint } from '../../contract/payments.ts'
import { judgeStep, type EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'
import { judgeDaysLeft } from '../../domain/invoicing/days-left.ts'
import { judgeConfirmation } from '../../domain/invoicing/payment.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { add, ZERO } from '../../domain/shared/cents.ts'
import type { EnrolmentId, PlanVersionId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { listChosenPlans } from '../enrolment/enrolment-plan-store.ts'
import { insertCovers, prepareCovers, type CoverOrder } from '../enrolment/make-covers.ts'
import { record } from '../journal.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { leavePool, lockHeldWork } from '../work-pool/work-store.ts'
import { clearProgress, tellProgress } from './confirm-progress.ts'
import { listPlanDues, lockEnrolmentForMoney, type LockedEnrolment } from './invoicing-store.ts'

type Answer = OutputOf<typeof confirmPaymentEndpoint>

/** 到账确认: covers for everyone, a letter per plan, the SMS; all or none. Nothing is judged about persons again. */
export async function confirmPayment(
  tx: Transaction,
  services: Services,
  { id, version }: InputOf<typeof confirmPaymentEndpoint>,
): Promise<Answer> {
  await lockHeldWork(tx, 'payment', id)
  const enrolment = await lockEnrolmentForMoney(tx, id as EnrolmentId)
  const to = accepted(judgeStep(enrolment.state, 'confirm', callerIn(tx).desks))
  if (enrolment.version !== version) return refused({ code: 'changed-meanwhile' })
  const office = await getOfficeOf(tx, enrolment.place)
  const { onePersonMayReviewAndConfirm } = office
  accepted(judgeConfirmation({ ...enrolment, onePersonMayReviewAndConfirm }, enrolment))
  accepted(judgeDaysLeft(await listChosenPlans(tx, enrolment.id), businessDay(tx.now)))
  const made = await makeCoversAndLetters(tx, services, enrolment)
  const confirmed = await saveConfirmed(tx, enrolment, to, onePersonMayReviewAndConfirm)
  await sql`select release_holds(${enrolment.id})`.execute(tx.db)
  await leavePool(tx, 'payment', id)
  await tellCovered(tx, services, enrolment, made)
  await record(tx, {
    action: 'invoicing.confirm-payment',
    subject: enrolment.id,
    place: enrolment.place,
    facts: { covers: made.covers, certificates: made.certificates, paid: enrolment.paid, due: enrolment.due },
  })
  return { version: confirmed, covers: made.covers, certificates: made.certificates }
}

type Made = { covers: number; certificates: string[] }

async function makeCoversAndLetters(tx: Transaction, services: Services, enrolment: LockedEnrolment): Promise<Made> {
  const dues = await listPlanDues(tx, enrolment.id)
  const total = dues.reduce((sum, { people }) => sum + people, 0)
  const progress = { services, subject: enrolment.id, place: enrolment.place, total }
  const made: Made = { covers: 0, certificates: [] }
  try {
    for (const order of await coverOrders(tx, enrolment)) {
      const prepared = await prepareCovers(tx, order)
      const due = add(...dues.filter(({ planCode }) => planCode === order.plan.code).map((plan) => plan.due), ZERO)
      const { officeId } = enrolment
      const before = made.covers
      const letter = await issueCertificate(tx, order, prepared, {
        officeId,
        total: due,
        publicUrl: services.publicUrl,
        makeCovers: (id) => insertCovers(tx, order, id, (written) => tellProgress(progress, before + written)),
      })
      made.covers += letter.covers
      made.certificates.push(letter.number)
    }
  } finally {
    // Told apart from this transaction, so it does not go with it.
    await clearProgress(progress)
  }
  return made
}

type Covered = { heads: number; firstDay: CalendarDate; latestFirstDay: CalendarDate }

/** The SMS: how many human beings are covered, by however many plans, and from when on. */
async function tellCovered(
  tx: Transaction,
  { crypto }: Services,
  { unitId, number }: LockedEnrolment,
  { certificates }: Made,
): Promise<void> {
  const { rows } =
    await sql<Covered>`select count(distinct c.person_id)::int as heads, min(lower(c.period)) as "firstDay",
      max(lower(c.period)) as "latestFirstDay"
    from certificates l join covers c on c.certificate_id = l.id
    where l.number = any(${certificates}) and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const { heads, firstDay, latestFirstDay } = found(rows[0])
  const kind = firstDay === latestFirstDay ? 'payment-confirmed' : 'payment-confirmed-by-steps'
  await tellUnit(tx, crypto, unitId, kind, { number, heads: String(heads), firstDay })
}

type OrderRow = { planVersionId: PlanVersionId; shares: number; calendarYear: number | null }

async function coverOrders(tx: Transaction, enrolment: LockedEnrolment): Promise<CoverOrder[]> {
  const { rows } =
    await sql<OrderRow>`select plan_version_id as "planVersionId", shares, calendar_year as "calendarYear"
    from enrolment_plans where enrolment_id = ${enrolment.id} and ${inScope(tx, 'place')} order by plan_code`.execute(
      tx.db,
    )
  const orders: CoverOrder[] = []
  for (const row of rows) {
    const plan = await getPlanVersion(tx, row.planVersionId)
    const { unitId, place } = enrolment
    orders.push({ ...row, enrolmentId: enrolment.id, unitId, place, plan, confirmedOn: businessDay(tx.now) })
  }
  return orders
}

async function saveConfirmed(
  tx: Transaction,
  { id, version }: LockedEnrolment,
  state: EnrolmentState,
  onePersonMay: boolean,
): Promise<number> {
  const me = callerIn(tx)
  const { rows } = await sql<{ version: number }>`update enrolments set state = ${state}, version = version + 1,
      confirmed_by = ${me.accountId}, confirmed_by_person = ${me.personIndex}, confirmed_at = ${new Date(tx.now)},
      one_person_may_review_and_confirm = ${onePersonMay}
    where id = ${id} and version = ${version} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}
