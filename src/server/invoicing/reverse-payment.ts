import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { reversePayment as reversePaymentEndpoint } from '../../contract/payments.ts'
import { creditOf, judgeReversal } from '../../domain/invoicing/payment.ts'
import { formatYuan } from '../../domain/shared/cents.ts'
import type { EnrolmentId, PaymentId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import { lockHeldWork } from '../work-pool/work-store.ts'
import { lockEnrolmentForMoney } from './invoicing-store.ts'
import { getPayment, saveReversal } from './payment-store.ts'

/** 冲销: takes a wrongly recorded payment back by an opposite entry with its reason; the bank reference is free again. */
export async function reversePayment(
  tx: Transaction,
  { id, paymentId, reason }: InputOf<typeof reversePaymentEndpoint>,
): Promise<OutputOf<typeof reversePaymentEndpoint>> {
  await lockHeldWork(tx, 'payment', id)
  const enrolment = await lockEnrolmentForMoney(tx, id as EnrolmentId)
  const payment = await getPayment(tx, enrolment, paymentId as PaymentId)
  accepted(judgeReversal(enrolment.state, payment))
  const paid = await saveReversal(tx, enrolment, payment, maskSensitive(reason))
  const { amount, reference } = payment
  await record(tx, {
    action: 'invoicing.reverse-payment',
    subject: enrolment.id,
    place: enrolment.place,
    before: { paid: enrolment.paid },
    facts: { payment: payment.id, amount, reference, reason, paid },
  })
  const { due } = enrolment
  return { paid: formatYuan(paid), due: formatYuan(due), credit: formatYuan(creditOf(due, paid)) }
}
