import { sql } from 'kysely'
import { referenceKey } from '../../domain/invoicing/payment.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { add, subtract, ZERO, type Cents } from '../../domain/shared/cents.ts'
import type { PaymentId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found } from '../refusal.ts'
import type { LockedEnrolment } from './invoicing-store.ts'

export type ReceivedMoney = {
  readonly reference: string
  readonly payer: string
  readonly paidOn: CalendarDate
  readonly amount: Cents
}

/** Stores money that came; undefined where this office has stored the bank reference before, however it was typed. */
export async function savePayment(
  tx: Transaction,
  enrolment: LockedEnrolment,
  money: ReceivedMoney,
): Promise<{ id: PaymentId; paid: Cents } | undefined> {
  const id = newId<PaymentId>()
  const { rows } =
    await sql`insert into payments (id, enrolment_id, office_id, place, reference, reference_key, payer, paid_on, amount,
      recorded_by, recorded_at)
    values (${id}, ${enrolment.id}, ${enrolment.officeId}, ${enrolment.place}, ${money.reference},
      ${referenceKey(money.reference)}, ${money.payer}, ${money.paidOn}, ${money.amount}, ${callerIn(tx).accountId},
      ${new Date(tx.now)})
    on conflict (office_id, reference_key) do nothing returning id`.execute(tx.db)
  if (rows.length === 0) return undefined
  const paid = add(enrolment.paid, money.amount)
  await sql`update enrolments set paid = ${paid}, version = version + 1
    where id = ${enrolment.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return { id, paid }
}

export type StoredPayment = ReceivedMoney & { readonly id: PaymentId; readonly isReversed: boolean }

/** A payment of an enrolment, whose row is locked. */
export async function getPayment(tx: Transaction, enrolment: LockedEnrolment, id: PaymentId): Promise<StoredPayment> {
  const { rows } = await sql<StoredPayment>`select p.id, p.reference, p.payer, p.paid_on as "paidOn", p.amount,
      exists (select from payments r where r.reverses = p.id) as "isReversed"
    from payments p where p.id = ${id} and p.enrolment_id = ${enrolment.id} and p.reverses is null
      and ${inScope(tx, 'p.place')}`.execute(tx.db)
  return found(rows[0])
}

/**
 * Stores the opposite of a payment and lets go of its bank reference. A unit that saw its money recorded is warned anew
 * before the enrolment ends unpaid.
 */
export async function saveReversal(
  tx: Transaction,
  enrolment: LockedEnrolment,
  { id, reference, payer, amount }: StoredPayment,
  reason: string,
): Promise<Cents> {
  await sql`update payments set reference_key = null where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await sql`insert into payments (id, enrolment_id, office_id, place, reference, payer, paid_on, amount, recorded_by,
      recorded_at, reverses, reason)
    values (${newId<PaymentId>()}, ${enrolment.id}, ${enrolment.officeId}, ${enrolment.place}, ${reference}, ${payer},
      ${businessDay(tx.now)}, ${subtract(ZERO, amount)}, ${callerIn(tx).accountId}, ${new Date(tx.now)}, ${id},
      ${reason})`.execute(tx.db)
  const paid = subtract(enrolment.paid, amount)
  await sql`update enrolments set paid = ${paid}, version = version + 1,
      warned_at = case when ${paid} = 0 then null else warned_at end
    where id = ${enrolment.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return paid
}
