import { sql } from 'kysely'
import type { findCovers as endpoint } from '../../contract/claim-acceptance.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { coverOfDay } from '../../domain/claims/cover-of-day.ts'
import { eligibilityOf, type Eligibility, type WhyNot } from '../../domain/claims/eligibility.ts'
import { blocksSearch, maySearch } from '../../domain/claims/search-limit.ts'
import { LIMIT_HOURS } from '../../domain/shared/attempt-limit.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { parseIdNumber, type IdNumber } from '../../domain/shared/id-number.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { listAttempts, lockAttempts, saveAttempt } from '../accounts/attempt-store.ts'
import { callerIn, inScope, isUnitIn, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { personHash } from '../enrolment/person-record.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { KeptRefusal, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getClaimSettings } from './claim-settings-store.ts'
import { listCoversOfPerson, readCoverFacts, type ClaimableRow } from './claimable-covers.ts'

type Input = InputOf<typeof endpoint>
type Answer = OutputOf<typeof endpoint>
type Row = Answer['rows'][number]

/**
 * 查询: what is payable for a person on a day, and why the rest is not. Whoever is unknown and whoever belongs to another
 * unit are answered alike after the same work; only such searches are counted, and they block the account in time.
 */
export async function findCovers(tx: Transaction, services: Services, input: Input): Promise<Answer | KeptRefusal> {
  const number = numberOf(input)
  const today = businessDay(tx.now)
  if (input.incidentOn > today) return refused({ code: 'incident-in-future', today })
  const account = Buffer.from(callerIn(tx).accountId)
  await lockAttempts(tx, account)
  const misses = await listAttempts(tx, 'unknown-person', account, LIMIT_HOURS)
  const may = maySearch(misses, tx.now)
  if (!may.ok) {
    const minutes = Math.ceil((may.refusal.until - tx.now) / 60_000)
    return new KeptRefusal({ code: 'person-search-blocked', minutes })
  }
  const { person, covers } = await findPersonInScope(tx, services, number)
  if (person) return { person, rows: await judgedRows(tx, covers, input, today) }
  await saveAttempt(tx, 'unknown-person', account)
  const blocked = blocksSearch(misses, tx.now)
  const action = blocked ? 'claims.person-search-blocked' : 'claims.person-not-found'
  await record(tx, { action, result: 'refused', facts: { within2Hours: misses.length + 1 } })
  return { person: null, rows: [] }
}

function numberOf({ idNumber, idKind }: Input): IdNumber {
  const document = parseIdNumber(idNumber, idKind)
  if (document.ok) return document.value.number
  const { refusal } = document
  return refused(refusal.code === 'id-of-15-digits' ? { ...refusal, suggested: refusal.suggested ?? '' } : refusal)
}

type Found = { readonly person: Answer['person']; readonly covers: readonly ClaimableRow[] }

/** Somebody whom a unit within scope has enrolled or is enrolling; the same queries whoever is asked about. */
async function findPersonInScope(tx: Transaction, { crypto }: Services, number: IdNumber): Promise<Found> {
  const { rows: known } = await sql<{ id: string }>`
    select id from find_persons(array[${personHash(crypto, number)}]::bytea[])`.execute(tx.db)
  const personId = known[0]?.id ?? newId()
  const { rows } = await sql<{ name: string; idMasked: string }>`select name, id_masked as "idMasked" from people
    where person_id = ${personId} and ${inScope(tx, 'place')} order by id desc limit 1`.execute(tx.db)
  const covers = await listCoversOfPerson(tx, personId)
  const [first] = rows
  if (!first) return { person: null, covers }
  const isUnit = isUnitIn(tx)
  return { person: { ...first, name: isUnit ? first.name : maskName(first.name) }, covers }
}

const ORDER = { yes: 0, late: 1, no: 2 } as const

/** One cover for each plan, the one that the day belongs to, with all its kinds; payable ones first. */
async function judgedRows(
  tx: Transaction,
  covers: readonly ClaimableRow[],
  { incidentOn, kind }: Pick<Input, 'incidentOn' | 'kind'>,
  today: CalendarDate,
): Promise<Row[]> {
  const on = incidentOn as CalendarDate
  const byPlan = Map.groupBy(covers, ({ planCode }) => planCode)
  const chosen = [...byPlan.values()].map((of) => coverOfDay(of, on)).filter((cover) => cover !== undefined)
  const factsOf = await readCoverFacts(tx, chosen)
  const rows: Row[] = []
  for (const cover of chosen) {
    const plan = await getPlanVersion(tx, cover.planVersionId)
    const { lateClaims } = await getClaimSettings(tx, cover.officeId)
    for (const judged of eligibilityOf(plan, cover, { incidentOn: on, today, ...factsOf(cover) }))
      if (kind === undefined || judged.kind === kind) rows.push(wireRow(cover, plan.name, judged, lateClaims))
  }
  return rows.toSorted((one, other) => ORDER[one.payable] - ORDER[other.payable])
}

/** Whether the office may take it although it is late, or may turn out to be. */
const IS_LATE: readonly WhyNot['code'][] = ['deadline-passed', 'deadline-from-discharge']

function payableOf(why: WhyNot | undefined, takesLate: boolean): Row['payable'] {
  if (why === undefined) return 'yes'
  if (takesLate && IS_LATE.includes(why.code)) return 'late'
  return why.code === 'deadline-from-discharge' ? 'yes' : 'no'
}

function wireRow(cover: ClaimableRow, planName: string, { kind, deadline, why }: Eligibility, late: boolean): Row {
  const { coverId, planCode, unitName, agencyName, effectiveOn, endsOn } = cover
  const payable = payableOf(why, late)
  const told = why === undefined ? null : wireReason(why)
  return {
    coverId,
    kind,
    planCode,
    planName,
    unitName,
    agencyName,
    effectiveOn,
    endsOn,
    payable,
    why: told,
    deadline: deadline ?? null,
  }
}

function wireReason(why: WhyNot): NonNullable<Row['why']> {
  return {
    code: why.code,
    on: 'on' in why ? why.on : null,
    kind: 'kind' in why ? why.kind : null,
    number: 'number' in why ? why.number : null,
  }
}
