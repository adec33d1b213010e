import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { submitEnrolment as endpoint } from '../../contract/enrolment.ts'
import { totalOf } from '../../domain/enrolment/receipt.ts'
import { reviewDueAt } from '../../domain/work-pool/review-deadline.ts'
import { findingsOf, type Finding } from '../../domain/enrolment/submission.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import { enterPool } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { listChosenPlans } from './enrolment-plan-store.ts'
import { lockEnrolment, nextState, saveState, type StoredEnrolment } from './enrolment-store.ts'
import { freezeRoster, recountFrozen } from './freeze-roster.ts'
import { wireFinding } from './get-enrolment.ts'
import { judgingRules } from './roster-rules.ts'
import { currentReceipt, readSubmissionFacts } from './submission-facts.ts'

type Answer = OutputOf<typeof endpoint>

/**
 * 【完成】 → 参保初审: takes the persons' holds, judges everything and everyone again, freezes first day, class and price.
 * Where something stands against it, nothing changes and the findings are answered; people whom another enrolment holds
 * refuse it by name.
 */
export async function submitEnrolment(tx: Transaction, { id, version }: InputOf<typeof endpoint>): Promise<Answer> {
  const enrolment = await lockEnrolment(tx, id as EnrolmentId, version)
  const state = nextState(tx, enrolment, 'submit')
  await sql`savepoint before_holds`.execute(tx.db)
  const findings = await judgeAndFreeze(tx, enrolment)
  if (findings.length > 0) {
    await sql`rollback to savepoint before_holds`.execute(tx.db)
    return notYet(tx, enrolment, findings)
  }
  const receipt = currentReceipt(await listChosenPlans(tx, enrolment.id))
  const due = totalOf(receipt)
  const { accountId, personIndex } = callerIn(tx)
  await sql`update enrolments set receipt = ${JSON.stringify(receipt)}, due = ${due}, submitted_by = ${accountId},
      submitted_by_person = ${personIndex}, submitted_at = ${new Date(tx.now)}, reviewed_by = null,
      reviewed_by_person = null, reviewed_at = null, warned_at = null
    where id = ${enrolment.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const next = await saveState(tx, enrolment, state)
  const { place, number } = enrolment
  const subject = enrolment.id
  await enterPool(tx, {
    kind: 'enrolment-review',
    subject,
    desk: 'enrolment-review',
    place,
    dueAt: reviewDueAt(tx.now, await getWorkingCalendar(tx)),
  })
  const heads = receipt.reduce((sum, line) => sum + line.heads, 0)
  await record(tx, { action: 'enrolment.submit', subject, place, facts: { number, heads, due } })
  return { version: next, findings: [] }
}

/** The whole enrolment first, which costs little; then the holds, under which nobody's standing changes any more. */
async function judgeAndFreeze(tx: Transaction, enrolment: StoredEnrolment): Promise<Finding[]> {
  const today = businessDay(tx.now)
  const findings = findingsOf(await readSubmissionFacts(tx, enrolment), today)
  if (findings.length > 0) return findings
  await takeHolds(tx, enrolment)
  const plans = await listChosenPlans(tx, enrolment.id)
  const aboutPeople: Finding[] = []
  for (const chosen of plans) {
    const rules = await judgingRules(tx, enrolment, plans, chosen)
    aboutPeople.push(...(await freezeRoster(tx, rules)))
    await recountFrozen(tx, rules)
  }
  if (aboutPeople.length > 0) return aboutPeople
  return findingsOf(await readSubmissionFacts(tx, enrolment), today)
}

const NAMED = 10

async function takeHolds(tx: Transaction, { id }: StoredEnrolment): Promise<void> {
  const { rows } = await sql<{ roster_person: string }>`
    select roster_person from take_holds(${id}, ${businessDay(tx.now)})`.execute(tx.db)
  if (rows.length === 0) return
  const held = [...new Set(rows.map((row) => row.roster_person))]
  const { rows: people } = await sql<{
    name: string
  }>`select p.name from roster_people r join people p on p.id = r.people_id
    where r.id = any(${held.slice(0, NAMED)}::uuid[]) and ${inScope(tx, 'r.place')} order by r.row_number`.execute(
    tx.db,
  )
  refused({ code: 'people-held', people: held.length, names: people.map(({ name }) => name).join('、') })
}

async function notYet(tx: Transaction, enrolment: StoredEnrolment, findings: readonly Finding[]): Promise<Answer> {
  const { id: subject, place, version } = enrolment
  const facts = { codes: findings.map(({ code }) => code) }
  await record(tx, { action: 'enrolment.submit', subject, place, facts, result: 'refused' })
  return { version, findings: findings.map(wireFinding) }
}
