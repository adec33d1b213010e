import { sql } from 'kysely'
import { standingSince, type BesidePlan, type StandingRecord } from '../../domain/enrolment/standing.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Sex } from '../../domain/shared/id-number.ts'
import type { Id, PersonId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { isNewest } from './person-record.ts'
import type { JudgingRules } from './roster-rules.ts'

/** A record of the unit's own about a person; the newest one is how it knows them now. */
export type PeopleId = Id<'people'>

/** Someone to be looked up: keyed hash of the number, keyed index of the phone where it could be read. */
export type LookUp = { readonly hash: Buffer; readonly phoneIndex: Buffer | undefined }

export type KnownPerson = {
  readonly peopleId: PeopleId
  readonly name: string
  readonly idKind: string
  readonly born: CalendarDate
  readonly sex: Sex
  readonly phoneIndex: Buffer
}

/** What the database knows of a person. */
export type PersonContext = {
  readonly personId: PersonId
  /** The unit's newest record, where it has one. */
  readonly known: KnownPerson | undefined
  readonly records: readonly StandingRecord[]
  /** Plans of this enrolment in whose roster the person is already. */
  readonly inPlans: ReadonlySet<string>
  readonly phoneOfAnother: boolean
}

type Resolved = { readonly ids: readonly PersonId[]; readonly met: readonly PersonId[] }

/** Ids of persons by keyed hash, in the same order; unknown ones get an id now, `met` are those that were known. */
async function resolvePersons(tx: Transaction, hashes: readonly Buffer[]): Promise<Resolved> {
  const offered = hashes.map(() => newId<PersonId>())
  const { rows } = await sql<{ place: number; id: PersonId }>`
    select place, id from resolve_persons(${hashes}::bytea[], ${offered}::uuid[])`.execute(tx.db)
  const ids = [...offered]
  for (const { place, id } of rows) ids[place - 1] = id
  return { ids, met: [...new Set(rows.map(({ id }) => id))] }
}

type StandingRow = {
  person_id: PersonId
  plan_code: string
  category: string
  elsewhere: boolean
  held: boolean
  shares: number
  first_day: CalendarDate
  ends_on: CalendarDate
  continuous_since: CalendarDate
}

/** Covers and holds of persons that the rules of a plan look at, by person. */
export async function standingOf(
  tx: Transaction,
  { enrolmentId, unitId, standing: { plan, today } }: JudgingRules,
  persons: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, StandingRecord[]>> {
  const plans = plan.requires ? [plan.code, plan.requires.plan] : [plan.code]
  const since = standingSince(plan, today)
  const { rows } =
    await sql<StandingRow>`select * from standing_of(${persons}::uuid[], ${plans}::text[], ${plan.category},
    ${unitId}, ${enrolmentId}, ${since})`.execute(tx.db)
  const found = new Map<PersonId, StandingRecord[]>()
  for (const row of rows) {
    const { plan_code: planCode, category, elsewhere, shares } = row
    const cover = { firstDay: row.first_day, endsOn: row.ends_on, continuousSince: row.continuous_since }
    const record = { planCode, category, elsewhere, shares, ...(row.held ? {} : { cover }) }
    const records = found.get(row.person_id)
    if (records) records.push(record)
    else found.set(row.person_id, [record])
  }
  return found
}

/** Plans of the enrolment in whose rosters these persons are, by person. */
export async function rostersOf(
  tx: Transaction,
  { enrolmentId, standing, beside }: JudgingRules,
  persons: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Set<string>>> {
  const plans = [standing.plan.code, ...beside.map(({ planCode }) => planCode)]
  const { rows } = await sql<{ person_id: PersonId; plan_code: string }>`select person_id, plan_code from roster_people
    where enrolment_id = ${enrolmentId} and plan_code = any(${plans}::text[]) and person_id = any(${persons}::uuid[])
      and ${inScope(tx, 'place')}`.execute(tx.db)
  const found = new Map<PersonId, Set<string>>()
  for (const { person_id: person, plan_code: plan } of rows) {
    found.set(person, (found.get(person) ?? new Set()).add(plan))
  }
  return found
}

/** The plans beside the judged one in whose rosters a person is. */
export function besideOf({ beside }: JudgingRules, inPlans: ReadonlySet<string>): BesidePlan[] {
  return inPlans.size === 0 ? [] : beside.filter(({ planCode }) => inPlans.has(planCode))
}

async function knownPeople(
  tx: Transaction,
  { unitId }: JudgingRules,
  persons: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, KnownPerson>> {
  const { rows } = await sql<
    KnownPerson & { personId: PersonId }
  >`select distinct on (person_id) person_id as "personId",
      id as "peopleId", name, id_kind as "idKind", born, sex, phone_index as "phoneIndex"
    from people where unit_id = ${unitId} and person_id = any(${persons}::uuid[]) and ${inScope(tx, 'place')}
    order by person_id, id desc`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Persons of the unit by phone; one that was given up holds nobody any more. */
async function phoneHolders(
  tx: Transaction,
  { unitId }: JudgingRules,
  phones: readonly Buffer[],
): Promise<ReadonlyMap<string, PersonId[]>> {
  const { rows } = await sql<{ phone_index: Buffer; person_id: PersonId }>`select p.phone_index, p.person_id
    from people p where p.unit_id = ${unitId} and p.phone_index = any(${phones}::bytea[]) and ${inScope(tx, 'p.place')}
      and ${isNewest('p')}`.execute(tx.db)
  const found = new Map<string, PersonId[]>()
  for (const { phone_index: phone, person_id: person } of rows) {
    const key = phone.toString('latin1')
    found.set(key, [...(found.get(key) ?? []), person])
  }
  return found
}

/**
 * Everything that the judging of these persons needs from the database, in the same order; a fixed number of queries.
 * Of someone who got an id in this very transaction nothing can be known yet, so only the others are asked for.
 */
export async function readContext(
  tx: Transaction,
  rules: JudgingRules,
  people: readonly LookUp[],
): Promise<PersonContext[]> {
  const { ids, met } = await resolvePersons(
    tx,
    people.map(({ hash }) => hash),
  )
  const phones = people.flatMap(({ phoneIndex }) => phoneIndex ?? [])
  const [standing, rosters, known, holders] = await Promise.all([
    met.length === 0 ? NO_STANDING : standingOf(tx, rules, met),
    met.length === 0 ? NO_ROSTERS : rostersOf(tx, rules, met),
    met.length === 0 ? NOBODY_KNOWN : knownPeople(tx, rules, met),
    phoneHolders(tx, rules, phones),
  ])
  return people.map(({ phoneIndex }, at) => {
    const personId = ids[at]
    if (!personId) throw new Error('a person was not resolved')
    const own = known.get(personId)
    const others = phoneIndex && holders.size > 0 ? holders.get(phoneIndex.toString('latin1')) : undefined
    return {
      personId,
      known: own,
      records: standing.get(personId) ?? NO_RECORDS,
      inPlans: rosters.get(personId) ?? NO_PLANS,
      phoneOfAnother: others?.some((holder) => holder !== personId) ?? false,
    }
  })
}

const NO_RECORDS: readonly StandingRecord[] = []
const NO_PLANS: ReadonlySet<string> = new Set()
const NO_STANDING: ReadonlyMap<PersonId, StandingRecord[]> = new Map()
const NO_ROSTERS: ReadonlyMap<PersonId, Set<string>> = new Map()
const NOBODY_KNOWN: ReadonlyMap<PersonId, KnownPerson> = new Map()
