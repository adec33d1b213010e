import { sql } from 'kysely'
import type { submitClaimEntry as endpoint } from '../../contract/claim-entry.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { promiseOf } from '../../domain/claims/claim-clock.ts'
import { takesSheets } from '../../domain/claims/claim-entry.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { formatYuan, formatYuanGrouped } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import type { WorkingCalendar } from '../../domain/shared/working-days.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { leavePool } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { lockPersonOf, reserveBenefit } from './benefit-reserve.ts'
import { calculateClaim, isOutdated } from './calculate-claim.ts'
import { getCalculation } from './calculation-store.ts'
import { holdDays } from './claim-days.ts'
import { holdInvoices, invoicesOf } from './claim-invoices.ts'
import { openEntry, sealDecision } from './claim-secrets.ts'
import { getClaimSettings, type ClaimSettings } from './claim-settings-store.ts'
import { nextClaimState, recordDecision, saveClaimState, type StoredClaim } from './claim-store.ts'
import { calculationLack, readEntryState, type Told } from './entry-state.ts'
import { keepCalculation } from './keep-calculation.ts'
import type { LockedEvent } from './lock-event.ts'
import { enterReview } from './review-pool.ts'
import { lockEntry } from './save-claim-entry.ts'
import { keepSubmittedCard } from './submitted-card.ts'

type Input = InputOf<typeof endpoint>
type Answer = OutputOf<typeof endpoint>
/** A case to be submitted, with the amount that the page shows for it. */
type Wanted = { readonly claim: StoredClaim; readonly shown: string }

/**
 * 【申领提交】 → 申领初审: cases of one event, all or none. Nothing may be missing; each amount is calculated again under the
 * person's lock with the history of now, and where it is not the one shown, both are told and nothing happens. The benefit
 * is reserved, and the invoices or days are held.
 */
export async function submitClaimEntry(tx: Transaction, services: Services, input: Input): Promise<Answer> {
  const event = await lockEntry(tx, input.id as ClaimId, input.version)
  const wanted = wantedOf(event, input)
  for (const { claim } of wanted) nextClaimState(tx, claim, 'submit')
  const { claim: first } = event
  const missing: Answer['missing'] = []
  for (const { claim } of wanted)
    for (const lack of await lacksOf(tx, services, claim))
      missing.push({ number: claim.number, path: lack.path, sentence: lack.sentence })
  const numbers = wanted.map(({ claim }) => claim.number)
  if (missing.length > 0) {
    const facts = { numbers, missing: missing.map(({ path }) => path) }
    await record(tx, { action: 'claim-entry.submit', subject: first.id, place: first.place, facts, result: 'refused' })
    return { numbers: [], missing, promisedOn: null }
  }
  await lockPersonOf(tx, first)
  const clock = { settings: await getClaimSettings(tx, first.officeId), calendar: await getWorkingCalendar(tx) }
  let promisedOn: CalendarDate | null = null
  const alone = wanted.length > 1 ? await totalsOf(tx, services, wanted) : undefined
  for (const [at, one] of wanted.entries()) {
    const before = alone?.get(one.claim.id) === one.shown ? numbers.slice(0, at) : []
    promisedOn = await submitOne(tx, services, one, { ...clock, before }, input.declineReason)
  }
  await record(tx, {
    action: 'claim-entry.submit',
    subject: first.id,
    place: first.place,
    facts: { numbers, promisedOn },
  })
  return { numbers, missing: [], promisedOn }
}

/** The cases named, in the order of their numbers; others than those of the event that the caller may change are refused. */
function wantedOf({ claim, siblings }: LockedEvent, { shown, also }: Input): readonly Wanted[] {
  const others = also.map((one) => {
    const sibling = siblings.find(({ id }) => id === one.id)
    if (!sibling) return refused({ code: 'not-of-this-event' })
    return sibling.version === one.version ? { claim: sibling, shown: one.shown } : refused({ code: 'entry-changed' })
  })
  const all = [{ claim, shown }, ...others]
  if (new Set(all.map((one) => one.claim.id)).size !== all.length) return refused({ code: 'not-of-this-event' })
  return all.toSorted((one, other) => (one.claim.number < other.claim.number ? -1 : 1))
}

/** Everything that keeps a case from being submitted, its calculation included. */
export async function lacksOf(tx: Transaction, services: Services, claim: StoredClaim): Promise<readonly Told[]> {
  const { lacks } = await readEntryState(tx, services, claim)
  const { calculationId } = claim
  const last = calculationId === null ? null : await getCalculation(tx, services.crypto, calculationId)
  const outdated = last !== null && (await isOutdated(tx, services, claim, last))
  const lack = calculationLack(claim, last, outdated)
  return lack ? [...lacks, lack] : lacks
}

/** What each case pays as long as none of the others is submitted. */
async function totalsOf(tx: Transaction, services: Services, wanted: readonly Wanted[]): Promise<Map<ClaimId, string>> {
  const totals = new Map<ClaimId, string>()
  for (const { claim } of wanted) {
    const { given } = accepted(await calculateClaim(tx, services, claim, openEntry(services.crypto, claim)))
    totals.set(claim.id, formatYuan(given.total))
  }
  return totals
}

/** `before`: cases submitted along just before this one, where nothing else can have changed its amount. */
type Along = {
  readonly settings: ClaimSettings
  readonly calendar: WorkingCalendar
  readonly before: readonly string[]
}

async function submitOne(
  tx: Transaction,
  services: Services,
  { claim, shown }: Wanted,
  { settings, calendar, before }: Along,
  declineReason: string | undefined,
): Promise<CalendarDate> {
  const { crypto } = services
  const entry = openEntry(crypto, claim)
  const content = accepted(await calculateClaim(tx, services, claim, entry))
  const { total } = content.given
  const { number, id } = claim
  if (formatYuan(total) !== shown) {
    const amounts = { number, shown, now: formatYuanGrouped(total) }
    return before.length > 0
      ? refused({ code: 'amount-shared', before: before.join('、'), ...amounts })
      : refused({ code: 'amount-changed', ...amounts })
  }
  const told = (declineReason ?? '').trim()
  if (total === 0 && told === '') return refused({ code: 'amount-zero', number })
  await keepCalculation(tx, services, claim, content)
  await reserveBenefit(tx, services, claim, content)
  // A kind without sheets may have a copy of them from before they were left out: nobody sees or mends it.
  await holdInvoices(tx, claim, takesSheets(claim.kind) ? invoicesOf(crypto, entry) : [])
  await holdDays(tx, claim, entry)
  await keepSubmittedCard(tx, services, claim, entry.payee.card)
  const promisedOn = promiseOf(tx.now, { total: settings.totalDays, left: claim.daysLeft }, calendar)
  const proposal = total === 0 ? 'decline' : null
  await saveSubmitted(tx, claim, { promisedOn, proposal })
  const to = nextClaimState(tx, claim, 'submit')
  await saveClaimState(tx, claim, to)
  await leavePool(tx, 'claim-entry', id)
  await enterReview(tx, { ...claim, promisedOn }, 'first-review')
  const decisionId = newId()
  const sealed = proposal === null ? null : sealDecision(crypto, decisionId, { note: '', told })
  await recordDecision(tx, claim, { id: decisionId, action: 'submit', to, amountAfter: total, sealed })
  return promisedOn
}

type Submitted = { readonly promisedOn: CalendarDate; readonly proposal: 'decline' | null }

/** Who submitted and when; whoever decided about it before decides anew. */
async function saveSubmitted(tx: Transaction, { id }: StoredClaim, { promisedOn, proposal }: Submitted): Promise<void> {
  const { accountId, personIndex } = callerIn(tx)
  const now = new Date(tx.now)
  await sql`update claims set first_submitted_at = coalesce(first_submitted_at, ${now}), submitted_by = ${accountId},
      submitted_by_person = ${personIndex}, submitted_at = ${now}, promised_on = ${promisedOn}, days_left = null,
      proposal = ${proposal}, first_reviewed_by = null, first_reviewed_by_person = null, first_reviewed_at = null,
      second_reviewed_by = null, second_reviewed_by_person = null, second_reviewed_at = null, approved_by = null,
      approved_by_person = null, approved_at = null
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
