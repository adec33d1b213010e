import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { recordPayment as recordPaymentEndpoint } from '../../contract/payments.ts'
import { judgeDaysLeft } from '../../domain/invoicing/days-left.ts'
import { creditOf, referenceKey } from '../../domain/invoicing/payment.ts'
import { parseDate } from '../../domain/shared/calendar-date.ts'
import { formatYuan, parseYuan } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { listChosenPlans } from '../enrolment/enrolment-plan-store.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import { lockHeldWork } from '../work-pool/work-store.ts'
import { lockEnrolmentForMoney } from './invoicing-store.ts'
import { savePayment } from './payment-store.ts'

type Input = InputOf<typeof recordPaymentEndpoint>

/** Stores money that came for an enrolment; partial sums add up, too much is kept as credit and shown. */
export async function recordPayment(
  tx: Transaction,
  { id, paidOn, amount, payer, reference }: Input,
): Promise<OutputOf<typeof recordPaymentEndpoint>> {
  await lockHeldWork(tx, 'payment', id)
  const enrolment = await lockEnrolmentForMoney(tx, id as EnrolmentId)
  if (enrolment.state !== 'payment') return refused({ code: 'not-in-payment' })
  accepted(judgeDaysLeft(await listChosenPlans(tx, enrolment.id), businessDay(tx.now)))
  const day = accepted(parseDate(paidOn))
  if (day > businessDay(tx.now)) return refused({ code: 'payment-in-future' })
  const money = { reference: reference.trim(), payer, paidOn: day, amount: accepted(parseYuan(amount)) }
  if (referenceKey(money.reference) === '') return refused({ code: 'payment-reference-missing' })
  if (money.amount === 0) return refused({ code: 'payment-zero' })
  const saved = await savePayment(tx, enrolment, money)
  if (!saved) return refused({ code: 'payment-reference-used', reference: money.reference })
  await record(tx, {
    action: 'invoicing.record-payment',
    subject: enrolment.id,
    place: enrolment.place,
    facts: { amount: money.amount, paidOn, reference: money.reference, paid: saved.paid },
  })
  const { due } = enrolment
  return {
    paymentId: saved.id,
    paid: formatYuan(saved.paid),
    due: formatYuan(due),
    credit: formatYuan(creditOf(due, saved.paid)),
  }
}
