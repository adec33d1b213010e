import { sql } from 'kysely'
import type { EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'
import type { InvoiceRequest, PlanDue } from '../../domain/invoicing/invoice.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { add, max, ZERO, type Cents } from '../../domain/shared/cents.ts'
import type { EnrolmentId, InvoiceId, OrganisationId } from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'

/** Line of the frozen receipt, as submission stored it. Amounts in fen. */
type StoredReceiptLine = {
  readonly planCode: string
  readonly heads: number
  readonly price: Cents
  readonly amount: Cents
}

/** An enrolment as money sees it, its row locked. */
export type LockedEnrolment = {
  readonly id: EnrolmentId
  readonly number: string
  readonly unitId: OrganisationId
  readonly officeId: OrganisationId
  readonly agencyId: OrganisationId
  readonly place: number
  readonly state: EnrolmentState
  readonly version: number
  readonly due: Cents
  readonly paid: Cents
  readonly isSubmitter: boolean
  readonly isReviewer: boolean
}

/** Locks the bare row of an enrolment in scope; whether the caller is its submitter or reviewer is judged by person. */
export async function lockEnrolmentForMoney(tx: Transaction, id: EnrolmentId): Promise<LockedEnrolment> {
  const me = callerIn(tx)
  const { rows } = await sql<LockedEnrolment>`select id, number, unit_id as "unitId", office_id as "officeId",
      agency_id as "agencyId", place, state, version, due, paid,
      coalesce(submitted_by = ${me.accountId} or submitted_by_person = ${me.personIndex}, false) as "isSubmitter",
      coalesce(reviewed_by = ${me.accountId} or reviewed_by_person = ${me.personIndex}, false) as "isReviewer"
    from enrolments where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return found(rows[0])
}

type PlanRow = { planCode: string; name: string; shares: number; people: number; receipt: StoredReceiptLine[] }

/** What each plan of an enrolment owes and allows on invoices, from the receipt that submission froze. */
export async function listPlanDues(tx: Transaction, id: EnrolmentId): Promise<(PlanDue & { shares: number })[]> {
  const { rows } = await sql<PlanRow>`select p.plan_code as "planCode", v.name, p.shares, p.people, e.receipt
    from enrolment_plans p join enrolments e on e.id = p.enrolment_id join plan_versions v on v.id = p.plan_version_id
    where p.enrolment_id = ${id} and ${inScope(tx, 'p.place')} order by p.plan_code`.execute(tx.db)
  return rows.map(({ planCode, name, shares, people, receipt }) => {
    const lines = receipt.filter((line) => line.planCode === planCode)
    return {
      planCode,
      name,
      shares,
      people,
      due: add(...lines.map((line) => line.amount)),
      perHeadCap: lines.reduce((highest, line) => max(highest, line.price), ZERO),
    }
  })
}

export type StoredInvoice = InvoiceRequest & {
  readonly id: InvoiceId
  /** Its file was uploaded, and mailed: the invoice itself was issued. */
  readonly issued: boolean
}

/** Invoice requests of an enrolment that count, those that were issued first, then in the order of entry. */
export async function listInvoiceRequests(tx: Transaction, id: EnrolmentId): Promise<StoredInvoice[]> {
  const { rows } = await sql<StoredInvoice>`select i.id, i.plan_code as "planCode", i.amount, i.heads,
      exists (select from invoice_files f where f.invoice_id = i.id and f.removed_at is null) as issued
    from invoices i where i.enrolment_id = ${id} and i.voided_at is null and ${inScope(tx, 'i.place')}
    order by issued desc, i.created_at, i.id`.execute(tx.db)
  return rows
}

/** Locks one invoice request of an enrolment that counts, so that no file comes to it meanwhile. */
export async function lockInvoiceRequest(
  tx: Transaction,
  enrolment: LockedEnrolment,
  id: InvoiceId,
): Promise<StoredInvoice> {
  await sql`select from invoices where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return found((await listInvoiceRequests(tx, enrolment.id)).find((invoice) => invoice.id === id))
}

export type InvoiceFields = InvoiceRequest & {
  readonly kind: string
  readonly titleKind: string
  readonly title: string
  readonly taxNumber: string
  readonly mail: string
  readonly mobileSealed: Uint8Array | null
  readonly remark: string
  readonly dated: CalendarDate
}

/** Adds an invoice request, or changes the one with this id. */
export async function saveInvoiceRequest(
  tx: Transaction,
  enrolment: LockedEnrolment,
  id: InvoiceId,
  fields: InvoiceFields,
): Promise<void> {
  const { rows } =
    await sql`insert into invoices (id, enrolment_id, place, plan_code, kind, title_kind, title, tax_number, amount,
      heads, mail, mobile_sealed, remark, dated, created_at)
    values (${id}, ${enrolment.id}, ${enrolment.place}, ${fields.planCode}, ${fields.kind}, ${fields.titleKind}, ${fields.title},
      ${fields.taxNumber}, ${fields.amount}, ${fields.heads}, ${fields.mail}, ${fields.mobileSealed}, ${fields.remark},
      ${fields.dated}, ${new Date(tx.now)})
    on conflict (id) do update set plan_code = excluded.plan_code, kind = excluded.kind, title_kind = excluded.title_kind,
      title = excluded.title, tax_number = excluded.tax_number, amount = excluded.amount, heads = excluded.heads,
      mail = excluded.mail, mobile_sealed = excluded.mobile_sealed, remark = excluded.remark, dated = excluded.dated
      where invoices.enrolment_id = excluded.enrolment_id and invoices.voided_at is null
    returning id`.execute(tx.db)
  found(rows[0])
}

export async function removeInvoiceRequest(tx: Transaction, { id }: StoredInvoice): Promise<void> {
  await sql`delete from invoices where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** Dates the requests that were entered before this day and not issued yet; answers how many. */
export async function dateInvoiceRequests(tx: Transaction, id: EnrolmentId, dated: CalendarDate): Promise<number> {
  const { numAffectedRows = 0n } = await sql`update invoices i set dated = ${dated}
    where i.enrolment_id = ${id} and i.voided_at is null and i.dated < ${dated} and ${inScope(tx, 'i.place')}
      and not exists (select from invoice_files f where f.invoice_id = i.id and f.removed_at is null)`.execute(tx.db)
  return Number(numAffectedRows)
}

/** Why one invoice request no longer counts: the unit took it out or changed it, or something else became due. */
export type VoidReason = 'removed' | 'changed' | 'receipt-changed'

/** The requests no longer count, and stay on record with their files. */
export async function voidInvoiceRequests(
  tx: Transaction,
  ids: readonly InvoiceId[],
  reason: VoidReason,
): Promise<void> {
  await sql`update invoices set voided_at = ${new Date(tx.now)}, void_reason = ${reason}
    where id = any(${ids}::uuid[]) and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** Moves an enrolment on; the version that the caller saw must still hold. */
export async function saveEnrolmentState(
  tx: Transaction,
  { id, version }: LockedEnrolment,
  state: string,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`update enrolments set state = ${state}, version = version + 1,
      invoiced_at = case when ${state} = 'payment' then ${new Date(tx.now)} else invoiced_at end
    where id = ${id} and version = ${version} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}
