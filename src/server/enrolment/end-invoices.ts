import { sql } from 'kysely'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'

/**
 * Invoice requests end with their enrolment: they stay on record with their files, so that finance sees which issued
 * invoices to void or to reverse, and no file comes to them any more.
 */
export async function endInvoices(tx: Transaction, id: EnrolmentId): Promise<void> {
  await sql`update invoices set voided_at = ${new Date(tx.now)}, void_reason = 'ended'
    where enrolment_id = ${id} and voided_at is null and ${inScope(tx, 'place')}`.execute(tx.db)
}
