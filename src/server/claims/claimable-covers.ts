import { sql, type RawBuilder } from 'kysely'
import type { EligibilityFacts, OpenCase, UsedBenefit } from '../../domain/claims/eligibility.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { CoverId, Id, OrganisationId, PersonId, PlanVersionId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'

/** A cover of a unit within scope, with whom it is of and by whom a claim under it would be handled. */
export type ClaimableRow = {
  readonly coverId: CoverId
  readonly personId: PersonId
  readonly peopleId: Id<'people'>
  readonly unitId: OrganisationId
  readonly place: number
  readonly agencyId: OrganisationId
  readonly officeId: OrganisationId
  readonly officeCode: string
  readonly unitName: string
  readonly agencyName: string
  readonly planCode: string
  readonly planVersionId: PlanVersionId
  readonly effectiveOn: CalendarDate
  readonly endsOn: CalendarDate
  readonly continuousSince: CalendarDate
}

/** Covers of a person at units within scope: a cover belongs to the unit that enrolled it, also after a transfer. */
export function listCoversOfPerson(tx: Transaction, personId: string): Promise<readonly ClaimableRow[]> {
  return selectCovers(tx, sql`c.person_id = ${personId}`)
}

export function listCoversById(tx: Transaction, ids: readonly string[]): Promise<readonly ClaimableRow[]> {
  return selectCovers(tx, sql`c.id = any(${[...ids]}::uuid[])`)
}

async function selectCovers(tx: Transaction, which: RawBuilder<unknown>): Promise<readonly ClaimableRow[]> {
  const { rows } =
    await sql<ClaimableRow>`select c.id as "coverId", c.person_id as "personId", c.people_id as "peopleId",
      c.unit_id as "unitId", c.place, e.agency_id as "agencyId", e.office_id as "officeId", office.code as "officeCode",
      unit.name as "unitName", coalesce(agency.name, '') as "agencyName", c.plan_code as "planCode",
      c.plan_version_id as "planVersionId", lower(c.period) as "effectiveOn", upper(c.period) - 1 as "endsOn",
      c.continuous_since as "continuousSince"
    from covers c
    join enrolments e on e.id = c.enrolment_id
    join organisations unit on unit.id = c.unit_id
    join organisations office on office.id = e.office_id
    left join organisations agency on agency.id = e.agency_id
    where ${which} and ${inScope(tx, 'c.place')}
    order by c.plan_code, lower(c.period)`.execute(tx.db)
  return rows
}

/** What a person's covers are judged by beside the days. */
export type CoverFacts = Pick<EligibilityFacts, 'diedOn' | 'used' | 'open'>

type UsedRow = UsedBenefit & { readonly coverId: string }
type OpenRow = OpenCase & { readonly coverId: string }
type DeathRow = { readonly personId: string; readonly diedOn: CalendarDate }

/** No claim has this id: nothing is left out of the history. */
const NO_CLAIM = '00000000-0000-0000-0000-000000000000'

/**
 * Three queries for however many covers. Whoever decides by the answer holds the persons' locks. A case that was closed and
 * whose payment came back (退汇) is not open, as in `claims_once`: bills that come later are claimed anew.
 */
export async function readCoverFacts(
  tx: Transaction,
  covers: readonly ClaimableRow[],
): Promise<(cover: ClaimableRow) => CoverFacts> {
  const ids = covers.map(({ coverId }) => coverId)
  const persons = [...new Set(covers.map(({ personId }) => personId))]
  const { rows: used } = await sql<UsedRow>`select c.id as "coverId", h.kind, h.incident_on as on, h.money
    from covers c cross join lateral benefit_history(c.person_id, c.id, ${NO_CLAIM}) h
    where c.id = any(${ids}::uuid[]) and not h.earlier and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const { rows: open } = await sql<OpenRow>`select cover_id as "coverId", kind, incident_on as on, number from claims
    where cover_id = any(${ids}::uuid[]) and state not in ('deleted', 'withdrawn', 'refused', 'declined', 'closed')
      and not reversed and ${inScope(tx, 'place')}`.execute(tx.db)
  const { rows: deaths } = await sql<DeathRow>`select id as "personId", death_of(id) as "diedOn"
    from unnest(${persons}::uuid[]) id where death_of(id) is not null`.execute(tx.db)
  const died = new Map(deaths.map(({ personId, diedOn }) => [personId, diedOn]))
  return ({ coverId, personId }) => ({
    diedOn: died.get(personId),
    used: used.filter((row) => row.coverId === coverId),
    open: open.filter((row) => row.coverId === coverId),
  })
}
