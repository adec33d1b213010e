import { sql } from 'kysely'
import { freezePerson, type FrozenPerson } from '../../domain/enrolment/freeze-person.ts'
import { ROSTER_PROBLEMS, type RosterProblemCode } from '../../domain/enrolment/roster-problems.ts'
import type { Finding } from '../../domain/enrolment/submission.ts'
import type { RiskClass } from '../../domain/plans/plan-version.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Sex } from '../../domain/shared/id-number.ts'
import type { EnrolmentId, PersonId, RosterPersonId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { warningsWith } from './mark-refused.ts'
import { namedPeople } from './named-people.ts'
import { besideOf, rostersOf, standingOf } from './roster-context.ts'
import type { JudgingRules } from './roster-rules.ts'

type Member = {
  readonly id: RosterPersonId
  readonly personId: PersonId
  readonly rowNumber: number
  readonly born: CalendarDate
  readonly sex: Sex
  readonly riskClass: RiskClass
}

const ROWS_A_CHUNK = 5_000
const FROZEN = 'frozen_people'

/**
 * Judges everyone of a roster again on the own expected first day and freezes day, class and price. Answers who cannot
 * be taken, grouped by cause, which also stands beside each of them from then on. The persons must be locked, so that
 * nobody else's enrolment comes between.
 */
export async function freezeRoster(tx: Transaction, rules: JudgingRules): Promise<Finding[]> {
  await sql`create temporary table ${sql.table(FROZEN)} (id uuid, first_day date, price bigint, renewing boolean,
    over_age boolean, refused text) on commit drop`.execute(tx.db)
  const causes = new Map<string, Cause>()
  let after = 0
  for (;;) {
    const members = await membersAfter(tx, rules, after)
    const last = members.at(-1)
    if (!last) break
    after = last.rowNumber
    const frozen = await freezeMembers(tx, rules, members)
    for (const person of frozen) noteRefused(causes, person)
    await noteFrozen(tx, members, frozen)
  }
  await saveFrozen(tx, rules)
  return findings(tx, rules, causes)
}

async function membersAfter(tx: Transaction, rules: JudgingRules, after: number): Promise<Member[]> {
  const { rows } = await sql<Member>`select r.id, r.person_id as "personId", r.row_number as "rowNumber", p.born, p.sex,
      r.risk_class as "riskClass"
    from roster_people r join people p on p.id = r.people_id
    where r.enrolment_id = ${rules.enrolmentId} and r.plan_code = ${rules.standing.plan.code} and r.row_number > ${after}
      and ${inScope(tx, 'r.place')}
    order by r.row_number limit ${ROWS_A_CHUNK}`.execute(tx.db)
  return rows
}

async function freezeMembers(
  tx: Transaction,
  rules: JudgingRules,
  members: readonly Member[],
): Promise<readonly FrozenPerson[]> {
  const persons = members.map(({ personId }) => personId)
  const standing = await standingOf(tx, rules, persons)
  const rosters = rules.beside.length === 0 ? undefined : await rostersOf(tx, rules, persons)
  return members.map((member) => {
    const beside = besideOf(rules, rosters?.get(member.personId) ?? new Set())
    return freezePerson(rules.standing, member, standing.get(member.personId) ?? [], beside)
  })
}

/** People who are refused for one cause, by printed number, and the codes that it was found under. */
type Cause = { people: number; readonly codes: Set<RosterProblemCode> }

function noteRefused(causes: Map<string, Cause>, { refused: problem }: FrozenPerson): void {
  if (!problem) return
  const { number } = ROSTER_PROBLEMS[problem.code]
  const cause = causes.get(number) ?? { people: 0, codes: new Set() }
  cause.people += 1
  cause.codes.add(problem.code)
  causes.set(number, cause)
}

/** Kept aside until all are judged: one update of the whole roster is many times faster than one for each chunk. */
async function noteFrozen(tx: Transaction, members: readonly Member[], frozen: readonly FrozenPerson[]): Promise<void> {
  await sql`insert into ${sql.table(FROZEN)} select * from unnest(${members.map(({ id }) => id)}::uuid[],
      ${frozen.map(({ firstDay }) => firstDay)}::date[], ${frozen.map(({ price }) => price)}::bigint[],
      ${frozen.map(({ standing }) => standing === 'renewing')}::boolean[],
      ${frozen.map(({ overAge }) => overAge)}::boolean[],
      ${frozen.map(({ refused }) => refused?.code ?? null)}::text[])`.execute(tx.db)
}

async function saveFrozen(tx: Transaction, { enrolmentId, standing: { plan } }: JudgingRules): Promise<void> {
  await sql`analyze ${sql.table(FROZEN)}`.execute(tx.db)
  await sql`update roster_people r set first_day = f.first_day, price = f.price, renewing = f.renewing,
      over_age = f.over_age, warnings = ${warningsWith(sql`f.refused`)}
    from ${sql.table(FROZEN)} f
    where r.id = f.id and r.enrolment_id = ${enrolmentId} and r.plan_code = ${plan.code}
      and ${inScope(tx, 'r.place')}`.execute(tx.db)
  await sql`drop table ${sql.table(FROZEN)}`.execute(tx.db)
}

async function findings(
  tx: Transaction,
  { enrolmentId, standing: { plan } }: JudgingRules,
  causes: ReadonlyMap<string, Cause>,
): Promise<Finding[]> {
  const found: Finding[] = []
  for (const [cause, { people, codes }] of causes) {
    const where = sql`r.enrolment_id = ${enrolmentId} and r.plan_code = ${plan.code} and r.warnings && ${[...codes]}::text[]`
    const facts = { plan: plan.name, cause, people, names: await namedPeople(tx, where) }
    found.push({ code: 'people-refused', step: 'roster', planCode: plan.code, facts })
  }
  return found
}

/** After freezing, the counters of what was judged again are what the roster says. */
export async function recountFrozen(tx: Transaction, enrolmentId: EnrolmentId, planCode: string): Promise<void> {
  await sql`update enrolment_plans p set over_age = n.over_age, high_risk = n.high_risk,
      renewing = n.renewing, high_risk_renewing = n.high_risk_renewing, warned = n.warned
    from (select count(*) filter (where r.over_age)::int as over_age, count(*) filter (where r.renewing)::int as renewing,
        count(*) filter (where r.risk_class = 'high-risk')::int as high_risk,
        count(*) filter (where r.renewing and r.risk_class = 'high-risk')::int as high_risk_renewing,
        count(*) filter (where r.warnings <> '{}')::int as warned
      from roster_people r
      where r.enrolment_id = ${enrolmentId} and r.plan_code = ${planCode} and ${inScope(tx, 'r.place')}) n
    where p.enrolment_id = ${enrolmentId} and p.plan_code = ${planCode} and ${inScope(tx, 'p.place')}`.execute(tx.db)
}
