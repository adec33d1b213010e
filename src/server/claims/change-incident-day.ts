import { sql } from 'kysely'
import type { changeIncidentDay as endpoint } from '../../contract/claim-entry.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { eligibilityOf, type WhyNot } from '../../domain/claims/eligibility.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { unless } from '../db/unique-violation.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockPersonOf } from './benefit-reserve.ts'
import { openEntry, sealEntry } from './claim-secrets.ts'
import { isLate, type StoredClaim } from './claim-store.ts'
import { listCoversById, readCoverFacts } from './claimable-covers.ts'
import type { LockedEvent } from './lock-event.ts'
import { lockEntry } from './save-claim-entry.ts'

/**
 * 更改出险日期: the cases of one event move to another day together, each judged again as at 受理 under the person's lock.
 * Where one of them cannot move along, none does: cases of one event must not fall apart.
 */
export async function changeIncidentDay(
  tx: Transaction,
  services: Services,
  { id, version, on }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const event = await lockEntry(tx, id as ClaimId, version)
  const { claim, siblings } = event
  const [day, today] = [on as CalendarDate, businessDay(tx.now)]
  if (day > today) return refused({ code: 'incident-in-future', today })
  await refuseLeftBehind(tx, event)
  await lockPersonOf(tx, claim)
  const moved = day === claim.incidentOn ? [] : [claim, ...siblings]
  for (const one of moved) await judgeDay(tx, one, day, today)
  for (const one of moved) await saveDay(tx, services, one, day)
  await record(tx, {
    action: 'claim-entry.change-day',
    subject: claim.id,
    place: claim.place,
    facts: { number: claim.number, cases: moved.length },
    before: { on: claim.incidentOn },
    after: { on: day },
  })
  return { version: moved.length === 0 ? version : version + 1 }
}

/** A case of the event that somebody else holds, or that is under review, would stay behind. */
async function refuseLeftBehind(tx: Transaction, { claim, siblings }: LockedEvent): Promise<void> {
  const moving = [claim, ...siblings].map(({ id }) => id)
  const { rows } = await sql<{ number: string }>`select number from claims
    where acceptance_id = ${claim.acceptanceId} and person_id = ${claim.personId} and incident_on = ${claim.incidentOn}
      and id <> all(${moving}::uuid[]) and state not in ('deleted', 'withdrawn', 'refused', 'declined', 'closed')
      and ${inScope(tx, 'place')}
    order by number limit 1`.execute(tx.db)
  if (rows[0]) refused({ code: 'event-not-whole', number: rows[0].number })
}

/** What 受理 asks of a day. A case that was accepted after its deadline, with a reason, stays so. */
async function judgeDay(tx: Transaction, claim: StoredClaim, on: CalendarDate, today: CalendarDate): Promise<void> {
  const { coverId, kind, number } = claim
  const cover = found((await listCoversById(tx, [coverId]))[0])
  const facts = { incidentOn: on, today, ...(await readCoverFacts(tx, [cover]))(cover) }
  const judged = eligibilityOf(await getPlanVersion(tx, claim.planVersionId), cover, facts)
  const { why } = found(judged.find((one) => one.kind === kind))
  if (why === undefined || why.code === 'deadline-from-discharge') return
  if (why.code === 'deadline-passed' && isLate(claim)) return
  refused({ code: 'incident-day-refused', of: number, ...whyFacts(why) })
}

function whyFacts(why: WhyNot) {
  return {
    why: why.code,
    on: 'on' in why ? why.on : '',
    endedBy: 'kind' in why ? why.kind : '',
    number: 'number' in why ? why.number : '',
  }
}

async function saveDay(tx: Transaction, { crypto }: Services, claim: StoredClaim, on: CalendarDate): Promise<void> {
  const entry = openEntry(crypto, claim)
  const sealed = sealEntry(crypto, claim.id, { ...entry, incident: { ...entry.incident, on } })
  await unless(
    'claims_once',
    { code: 'kind-already-claimed' },
    sql`update claims set incident_on = ${on}, sealed = ${sealed}, version = version + 1, entry_version = entry_version + 1
      where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db),
  )
}
