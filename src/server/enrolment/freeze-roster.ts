import { sql } from 'kysely'
import { freezePerson, type FrozenPerson } from '../../domain/enrolment/freeze-person.ts'
import { ROSTER_PROBLEMS } from '../../domain/enrolment/roster-problems.ts'
import type { Finding } from '../../domain/enrolment/submission.ts'
import type { RiskClass } from '../../domain/plans/plan-version.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Sex } from '../../domain/shared/id-number.ts'
import type { PersonId, RosterPersonId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { besideOf, rostersOf, standingOf } from './roster-context.ts'
import type { JudgingRules } from './roster-rules.ts'

type Member = {
  readonly id: RosterPersonId
  readonly personId: PersonId
  readonly rowNumber: number
  readonly name: string
  readonly born: CalendarDate
  readonly sex: Sex
  readonly riskClass: RiskClass
}

const ROWS_A_CHUNK = 5_000
const FROZEN = 'frozen_people'

/**
 * Judges everyone of a roster again on the own expected first day and freezes day, class and price. Answers who cannot
 * be taken, grouped by cause. The persons must be locked, so that nobody else's enrolment comes between.
 */
export async function freezeRoster(tx: Transaction, rules: JudgingRules): Promise<Finding[]> {
  const refused = new Map<string, { people: number; names: string[] }>()
  await sql`create temporary table ${sql.table(FROZEN)} (id uuid, first_day date, price bigint, renewing boolean,
    over_age boolean) on commit drop`.execute(tx.db)
  let after = 0
  for (;;) {
    const members = await membersAfter(tx, rules, after)
    const last = members.at(-1)
    if (!last) break
    after = last.rowNumber
    const frozen = await freezeMembers(tx, rules, members)
    for (const [at, person] of frozen.entries()) noteRefused(refused, person, members[at]?.name ?? '')
    await noteFrozen(tx, members, frozen)
  }
  await saveFrozen(tx, rules)
  return findings(rules, refused)
}

async function membersAfter(tx: Transaction, rules: JudgingRules, after: number): Promise<Member[]> {
  const { rows } =
    await sql<Member>`select r.id, r.person_id as "personId", r.row_number as "rowNumber", p.name, p.born, p.sex,
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

const NAMED = 5

function noteRefused(
  refused: Map<string, { people: number; names: string[] }>,
  { refused: problem }: FrozenPerson,
  name: string,
): void {
  if (!problem) return
  const { number } = ROSTER_PROBLEMS[problem.code]
  const found = refused.get(number) ?? { people: 0, names: [] }
  found.people += 1
  if (found.names.length < NAMED) found.names.push(name)
  refused.set(number, found)
}

/** Kept aside until all are judged: one update of the whole roster is many times faster than one for each chunk. */
async function noteFrozen(tx: Transaction, members: readonly Member[], frozen: readonly FrozenPerson[]): Promise<void> {
  await sql`insert into ${sql.table(FROZEN)} select * from unnest(${members.map(({ id }) => id)}::uuid[],
      ${frozen.map(({ firstDay }) => firstDay)}::date[], ${frozen.map(({ price }) => price)}::bigint[],
      ${frozen.map(({ standing }) => standing === 'renewing')}::boolean[],
      ${frozen.map(({ overAge }) => overAge)}::boolean[])`.execute(tx.db)
}

async function saveFrozen(tx: Transaction, { enrolmentId, standing: { plan } }: JudgingRules): Promise<void> {
  await sql`analyze ${sql.table(FROZEN)}`.execute(tx.db)
  await sql`update roster_people r set first_day = f.first_day, price = f.price, renewing = f.renewing,
      over_age = f.over_age
    from ${sql.table(FROZEN)} f
    where r.id = f.id and r.enrolment_id = ${enrolmentId} and r.plan_code = ${plan.code}
      and ${inScope(tx, 'r.place')}`.execute(tx.db)
  await sql`drop table ${sql.table(FROZEN)}`.execute(tx.db)
}

function findings(
  { standing: { plan } }: JudgingRules,
  refused: ReadonlyMap<string, { readonly people: number; readonly names: readonly string[] }>,
): Finding[] {
  return [...refused].map(([cause, { people, names }]) => ({
    code: 'people-refused',
    step: 'roster',
    planCode: plan.code,
    facts: { plan: plan.name, cause, people, names: names.join('、') + (people > names.length ? ' 等' : '') },
  }))
}

/** After freezing, the counters of what was judged again are what the roster says. */
export async function recountFrozen(tx: Transaction, { enrolmentId, standing: { plan } }: JudgingRules): Promise<void> {
  await sql`update enrolment_plans p set over_age = n.over_age, high_risk = n.high_risk,
      renewing = n.renewing, high_risk_renewing = n.high_risk_renewing
    from (select count(*) filter (where r.over_age)::int as over_age, count(*) filter (where r.renewing)::int as renewing,
        count(*) filter (where r.risk_class = 'high-risk')::int as high_risk,
        count(*) filter (where r.renewing and r.risk_class = 'high-risk')::int as high_risk_renewing
      from roster_people r
      where r.enrolment_id = ${enrolmentId} and r.plan_code = ${plan.code} and ${inScope(tx, 'r.place')}) n
    where p.enrolment_id = ${enrolmentId} and p.plan_code = ${plan.code} and ${inScope(tx, 'p.place')}`.execute(tx.db)
}
