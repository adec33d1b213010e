import { sql } from 'kysely'
import type { acceptClaims as endpoint } from '../../contract/claim-acceptance.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { judgeAcceptance, type AcceptanceRow } from '../../domain/claims/acceptance.ts'
import { caseNumberOf } from '../../domain/claims/case-number.ts'
import { promiseOf } from '../../domain/claims/claim-clock.ts'
import { newClaimEntry } from '../../domain/claims/claim-entry.ts'
import { firstStateOf } from '../../domain/claims/claim-workflow.ts'
import { earlierOf, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { ClaimId, OrganisationId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { dueAfter, type WorkingCalendar } from '../../domain/shared/working-days.ts'
import { callerIn, isUnitIn, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { enterPool } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { sealEntry, sealLateReason } from './claim-secrets.ts'
import { getClaimSettings, type ClaimSettings } from './claim-settings-store.ts'
import { insertClaim } from './claim-store.ts'
import { listCoversById, readCoverFacts, type ClaimableRow } from './claimable-covers.ts'

type Item = InputOf<typeof endpoint>['items'][number]
type Answer = OutputOf<typeof endpoint>
type Row = { readonly item: Item; readonly cover: ClaimableRow; readonly settings: ClaimSettings }

/**
 * 确认受理: one case for each row, all or none. What was searched a while ago is judged again under the persons' locks, so
 * that two who accept the same at the same moment make one case of it.
 */
export async function acceptClaims(
  tx: Transaction,
  services: Services,
  { items }: InputOf<typeof endpoint>,
): Promise<Answer> {
  const rows = await rowsOf(tx, items)
  const persons = [...new Set(rows.map(({ cover }) => cover.personId))]
  await sql`select lock_persons(${persons}::uuid[])`.execute(tx.db)
  await judge(tx, rows)
  const calendar = await getWorkingCalendar(tx)
  const acceptanceId = newId()
  const cases: Answer['cases'] = []
  for (const row of rows) cases.push(await makeCase(tx, services, row, acceptanceId, calendar))
  const promised = rows.map(({ settings }) => promisedBy(tx, settings, calendar))
  await record(tx, {
    action: 'claims.accept',
    subject: acceptanceId,
    ...placeOf(tx, rows),
    facts: { cases: cases.map(({ number }) => number), persons: persons.length },
  })
  return { acceptanceId, promisedOn: promised.reduce(earlierOf), cases }
}

async function rowsOf(tx: Transaction, items: readonly Item[]): Promise<Row[]> {
  const covers = await listCoversById(tx, [...new Set(items.map(({ coverId }) => coverId))])
  const byId = new Map<string, ClaimableRow>(covers.map((cover) => [cover.coverId, cover]))
  const settings = new Map<OrganisationId, ClaimSettings>()
  for (const { officeId } of covers) settings.set(officeId, await getClaimSettings(tx, officeId))
  return items.map((item) => {
    const cover = found(byId.get(item.coverId))
    return { item, cover, settings: found(settings.get(cover.officeId)) }
  })
}

async function judge(tx: Transaction, rows: readonly Row[]): Promise<void> {
  const today = businessDay(tx.now)
  const factsOf = await readCoverFacts(
    tx,
    rows.map(({ cover }) => cover),
  )
  const judged: AcceptanceRow[] = []
  for (const { item, cover, settings } of rows) {
    const incidentOn = item.incidentOn as CalendarDate
    if (incidentOn > today) return refused({ code: 'incident-in-future', today })
    judged.push({
      ...item,
      personId: cover.personId,
      cover,
      plan: await getPlanVersion(tx, cover.planVersionId),
      facts: { incidentOn, today, ...factsOf(cover) },
      lateClaims: settings.lateClaims,
      lateReason: item.lateReason?.trim() ?? '',
    })
  }
  accepted(judgeAcceptance(judged))
}

function promisedBy(tx: Transaction, { totalDays }: ClaimSettings, calendar: WorkingCalendar): CalendarDate {
  return promiseOf(tx.now, { total: totalDays, left: null }, calendar)
}

async function makeCase(
  tx: Transaction,
  { crypto }: Services,
  { item, cover, settings }: Row,
  acceptanceId: string,
  calendar: WorkingCalendar,
): Promise<Answer['cases'][number]> {
  const id = newId<ClaimId>()
  const { kind, lateReason = '' } = item
  const state = firstStateOf(kind)
  const number = await nextCaseNumber(tx, cover)
  await insertClaim(tx, {
    ...cover,
    id,
    number,
    acceptanceId,
    kind,
    source: isUnitIn(tx) ? 'unit' : 'office',
    incidentOn: item.incidentOn as CalendarDate,
    state,
    sealed: sealEntry(crypto, id, newClaimEntry(item.incidentOn)),
    // Where the office makes no exception, a reason excuses nothing.
    lateSealed: sealLateReason(crypto, id, settings.lateClaims ? lateReason.trim() : ''),
  })
  if (state === 'entry') {
    const dueAt = dueAfter(tx.now, settings.firstReviewDays, calendar)
    await enterPool(tx, { kind: 'claim-entry', subject: id, desk: 'claim-entry', place: cover.place, dueAt })
  }
  return { id, number, kind, state }
}

type NumberingOffice = Pick<ClaimableRow, 'officeId' | 'officeCode'>

/** The next case number of an office today. */
export async function nextCaseNumber(tx: Transaction, { officeId, officeCode }: NumberingOffice): Promise<string> {
  const today = businessDay(tx.now)
  const { rows } = await sql<{ count: number }>`select next_number('CL', ${officeId}, ${today}) as count`.execute(tx.db)
  return caseNumberOf(officeCode, today, found(rows[0]).count)
}

/** Where all cases are of one unit, the entry lies with it; a clerk's for several units with the clerk's office. */
function placeOf(tx: Transaction, rows: readonly Row[]): { place: number } {
  const places = [...new Set(rows.map(({ cover }) => cover.place))]
  return { place: places.length === 1 && places[0] !== undefined ? places[0] : callerIn(tx).place }
}
