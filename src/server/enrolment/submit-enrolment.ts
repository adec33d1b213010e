import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { submitEnrolment as endpoint } from '../../contract/enrolment.ts'
import { totalOf } from '../../domain/enrolment/receipt.ts'
import { reviewDueAt } from '../../domain/work-pool/review-deadline.ts'
import { findingsOf, type Finding } from '../../domain/enrolment/submission.ts'
import { formatYuan } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { enterPool } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { listChosenPlans, type ChosenPlan } from './enrolment-plan-store.ts'
import { lockEnrolment, nextState, saveState, type StoredEnrolment } from './enrolment-store.ts'
import { freezeRoster, recountFrozen } from './freeze-roster.ts'
import { wireFinding } from './get-enrolment.ts'
import { markRefused } from './mark-refused.ts'
import { namedPeople } from './named-people.ts'
import { judgingRules } from './roster-rules.ts'
import { currentReceipt, readSubmissionFacts } from './submission-facts.ts'

type Answer = OutputOf<typeof endpoint>

/**
 * 【完成】 → 参保初审: takes the persons' holds, judges everything and everyone again, freezes first day, class and price.
 * Where something stands against it, the enrolment stays with the unit and the findings are answered; what was judged
 * again stays in the rosters, so that the page shows the people and the contribution that the findings speak of.
 */
export async function submitEnrolment(
  tx: Transaction,
  { id, version, shown }: InputOf<typeof endpoint>,
): Promise<Answer> {
  const enrolment = await lockEnrolment(tx, id as EnrolmentId, version)
  const state = nextState(tx, enrolment, 'submit')
  const findings = await judgeAndFreeze(tx, enrolment, shown)
  if (findings.length > 0) return notYet(tx, enrolment, findings)
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
async function judgeAndFreeze(tx: Transaction, enrolment: StoredEnrolment, shown: string): Promise<Finding[]> {
  const today = businessDay(tx.now)
  const findings = findingsOf(await readSubmissionFacts(tx, enrolment, today), today)
  if (findings.length > 0) return findings
  const plans = await listChosenPlans(tx, enrolment.id)
  const held = await takeHolds(tx, enrolment, plans)
  if (held.length > 0) return held
  const frozen = await freezeAll(tx, enrolment, plans, shown)
  if (frozen.length > 0) await sql`select release_holds(${enrolment.id})`.execute(tx.db)
  return frozen
}

/** Judges everyone again; then the whole as it is now, and whether it still costs what the unit has seen. */
async function freezeAll(
  tx: Transaction,
  enrolment: StoredEnrolment,
  plans: readonly ChosenPlan[],
  shown: string,
): Promise<Finding[]> {
  const aboutPeople: Finding[] = []
  for (const chosen of plans) {
    const rules = await judgingRules(tx, enrolment, plans, chosen)
    aboutPeople.push(...(await freezeRoster(tx, rules)))
    await recountFrozen(tx, enrolment.id, chosen.plan.code)
  }
  if (aboutPeople.length > 0) return aboutPeople
  const today = businessDay(tx.now)
  const aboutWhole = findingsOf(await readSubmissionFacts(tx, enrolment, today), today)
  if (aboutWhole.length > 0) return await withNames(tx, enrolment, aboutWhole)
  const now = formatYuan(totalOf(currentReceipt(await listChosenPlans(tx, enrolment.id))))
  if (now === shown) return []
  return [{ code: 'contribution-changed', step: 'submission', facts: { before: shown, now } }]
}

/** Who needs the proof may have turned over age since the import: nobody would know whom it means. */
async function withNames(tx: Transaction, { id }: StoredEnrolment, findings: readonly Finding[]): Promise<Finding[]> {
  const names = await namedPeople(tx, sql`r.enrolment_id = ${id} and r.over_age`)
  return findings.map((finding) =>
    finding.code === 'over-age-proof-missing' ? { ...finding, facts: { ...finding.facts, names } } : finding,
  )
}

/** Takes the holds of everyone or of nobody; answers, plan by plan, whom another enrolment or cover holds. */
async function takeHolds(tx: Transaction, { id }: StoredEnrolment, plans: readonly ChosenPlan[]): Promise<Finding[]> {
  await sql`savepoint before_holds`.execute(tx.db)
  const { rows } = await sql<{ roster_person: string; plan_code: string }>`
    select roster_person, plan_code from take_holds(${id}, ${businessDay(tx.now)})`.execute(tx.db)
  if (rows.length === 0) return []
  await sql`rollback to savepoint before_holds`.execute(tx.db)
  const everybody = [...new Set(rows.map((row) => row.roster_person))]
  await markRefused(tx, id, everybody, 'covered-elsewhere')
  const findings: Finding[] = []
  for (const { plan } of plans) {
    await recountFrozen(tx, id, plan.code)
    const held = new Set(rows.filter((row) => row.plan_code === plan.code).map((row) => row.roster_person))
    if (held.size === 0) continue
    const names = await namedPeople(tx, sql`r.id = any(${[...held]}::uuid[])`)
    const facts = { plan: plan.name, people: held.size, names }
    findings.push({ code: 'people-held', step: 'roster', planCode: plan.code, facts })
  }
  return findings
}

async function notYet(tx: Transaction, enrolment: StoredEnrolment, findings: readonly Finding[]): Promise<Answer> {
  const { id: subject, place, version } = enrolment
  const facts = { codes: findings.map(({ code }) => code) }
  await record(tx, { action: 'enrolment.submit', subject, place, facts, result: 'refused' })
  return { version, findings: findings.map(wireFinding) }
}
