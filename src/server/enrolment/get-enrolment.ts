import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { getEnrolment as endpoint } from '../../contract/enrolment.ts'
import { receiptLabel } from '../../contract/words/receipt-words.ts'
import { findingSentence } from '../../contract/words/submission-findings.ts'
import { isEditable } from '../../domain/enrolment/enrolment-workflow.ts'
import { totalOf, type EnrolmentReceiptLine } from '../../domain/enrolment/receipt.ts'
import { findingsOf, type Finding } from '../../domain/enrolment/submission.ts'
import { hasRiskClasses } from '../../domain/plans/plan-version.ts'
import { formatYuan } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { listAttachments } from './attachment-store.ts'
import { listChosenPlans, type ChosenPlan } from './enrolment-plan-store.ts'
import { getEnrolmentRow, type StoredEnrolment } from './enrolment-store.ts'
import { firstDayOfNew } from './roster-rules.ts'
import { seesInFull } from './seen-in-full.ts'
import { currentReceipt, readSubmissionFacts } from './submission-facts.ts'

export type EnrolmentDetail = OutputOf<typeof endpoint>

/** One enrolment whole, as its unit and its reviewers see it. */
export async function getEnrolment(tx: Transaction, id: EnrolmentId): Promise<EnrolmentDetail> {
  const row = await getEnrolmentRow(tx, id)
  const editable = isEditable(row.state)
  const plans = await listChosenPlans(tx, id)
  const receipt = editable ? currentReceipt(plans) : row.receipt
  const today = businessDay(tx.now)
  const facts = editable ? await readSubmissionFacts(tx, row, today) : undefined
  const attachments = await listAttachments(tx, id)
  return {
    id,
    number: row.number,
    state: row.state,
    version: row.version,
    unit: await unitOf(tx, row),
    plans: await planDetails(tx, row, plans),
    staffCount: row.staffCount,
    womenCount: row.womenCount,
    ...(await proposedStaff(tx, row)),
    explanation: row.explanation,
    attachments: attachments.map((one) => ({
      id: one.id,
      kind: one.kind,
      name: one.name,
      size: one.size,
      createdAt: one.createdAt.toISOString(),
    })),
    receipt: receiptLines(receipt, plans),
    receiptAt: (editable ? new Date(tx.now) : (row.submittedAt ?? row.createdAt)).toISOString(),
    total: formatYuan(totalOf(receipt)),
    missing: facts ? findingsOf(facts, today).map(wireFinding) : [],
    returnReasons: await reasonsOf(tx, row),
    history: await historyOf(tx, id),
    paid: formatYuan(row.paid),
    submittedAt: row.submittedAt?.toISOString() ?? null,
  }
}

/** Why it was returned; whoever it was about is named in full only to who sees the roster in full. */
async function reasonsOf(tx: Transaction, row: StoredEnrolment): Promise<EnrolmentDetail['returnReasons']> {
  const inFull = await seesInFull(tx, row)
  return row.returnReasons.map(({ personName, ...reason }) => ({
    ...reason,
    personName: personName === null || inFull ? personName : maskName(personName),
  }))
}

/** A finding with its sentence, for the list of what is missing. */
export function wireFinding(finding: Finding): EnrolmentDetail['missing'][number] {
  const { code, step, planCode = null } = finding
  return { code, step, planCode, sentence: findingSentence(finding) }
}

function receiptLines(
  lines: readonly EnrolmentReceiptLine[],
  plans: readonly ChosenPlan[],
): EnrolmentDetail['receipt'] {
  return lines.map((line) => {
    const chosen = plans.find(({ plan }) => plan.code === line.planCode)
    const { planCode, heads, shares } = line
    const label = receiptLabel(line, chosen !== undefined && hasRiskClasses(chosen.plan))
    return { planCode, label, heads, shares, price: formatYuan(line.price), amount: formatYuan(line.amount) }
  })
}

async function planDetails(
  tx: Transaction,
  { id }: StoredEnrolment,
  plans: readonly ChosenPlan[],
): Promise<EnrolmentDetail['plans']> {
  const { rows } = await sql<{
    plan_code: string
    open: number
  }>`select plan_code, count(*)::int as open from refused_rows
    where enrolment_id = ${id} and state = 'open' and ${inScope(tx, 'place')} group by plan_code`.execute(tx.db)
  const open = new Map(rows.map((row) => [row.plan_code, row.open]))
  const today = businessDay(tx.now)
  return plans.map((chosen) => {
    const { plan, planVersionId, offerId, shares, calendarYear, people, women, overAge, lastRowNumber } = chosen
    return {
      planCode: plan.code,
      planVersionId,
      offerId,
      name: plan.name,
      version: plan.version,
      priceClause: plan.contributions.clause,
      shares,
      calendarYear: calendarYear ?? null,
      people,
      women,
      overAge,
      takesOverAge: plan.eligibility.overAgeProofMax !== undefined,
      openRefused: open.get(plan.code) ?? 0,
      nextRowNumber: lastRowNumber + 1,
      expectedFirstDay: firstDayOfNew(chosen, today),
    }
  })
}

type UnitRow = EnrolmentDetail['unit']

async function unitOf(tx: Transaction, { unitId, agencyId, officeId }: StoredEnrolment): Promise<UnitRow> {
  const { rows } = await sql<UnitRow>`select unit.id, unit.name, unit.code as "creditCode", unit.address,
      coalesce(contact.name, '') as "contactName", coalesce(agency.name, '') as "agencyName",
      coalesce(office.name, '') as "officeName"
    from organisations unit
    left join organisations agency on agency.id = ${agencyId}
    left join organisations office on office.id = ${officeId}
    left join units on units.organisation_id = unit.id
    left join accounts contact on contact.id = units.contact_account_id
    where unit.id = ${unitId} and ${inScope(tx, 'unit.low')}`.execute(tx.db)
  return found(rows[0])
}

type Proposed = Pick<EnrolmentDetail, 'proposedStaffCount' | 'proposedWomenCount'>

/** Staff as last declared: in the enrolment before this one, else at registration. */
async function proposedStaff(tx: Transaction, { id, unitId }: StoredEnrolment): Promise<Proposed> {
  const { rows } =
    await sql<Proposed>`select staff_count as "proposedStaffCount", women_count as "proposedWomenCount" from (
      (select staff_count, women_count, 0 as rank from enrolments e
        where unit_id = ${unitId} and id <> ${id} and submitted_at is not null and staff_count is not null
          and ${inScope(tx, 'e.place')} order by submitted_at desc limit 1)
      union all
      (select staff_count, women_count, 1 from units where organisation_id = ${unitId} and ${inScope(tx, 'units.place')})
    ) declared order by rank limit 1`.execute(tx.db)
  return rows[0] ?? { proposedStaffCount: null, proposedWomenCount: null }
}

/** Steps that everyone who sees the enrolment may know of; views and edits are in the journal only. */
const TOLD = [
  'enrolment.create',
  'enrolment.submit',
  'enrolment.withdraw',
  'enrolment.approve',
  'enrolment.return',
  'enrolment.void',
  'enrolment.delete',
  'enrolment.warn-unpaid',
  'invoicing.submit',
  'invoicing.return',
  'invoicing.record-payment',
  'invoicing.reverse-payment',
  'invoicing.confirm-payment',
]

async function historyOf(tx: Transaction, id: EnrolmentId): Promise<EnrolmentDetail['history']> {
  const { rows } = await sql<{ at: Date; action: string; note: string | null }>`select at, action,
      case when action in ('enrolment.void', 'invoicing.return') then facts ->> 'reason' end as note from journal
    where subject_id = ${id} and action = any(${TOLD}) and result = 'done' and ${inScope(tx, 'place')}
    order by at, id limit 200`.execute(tx.db)
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}
