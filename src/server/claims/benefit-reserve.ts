import { sql } from 'kysely'
import { limitCounters, type LimitCounter, type Use } from '../../domain/claims/limit-counters.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { CalculationContent } from './calculation-store.ts'
import { sealCategory } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

type ReserveState = 'reserved' | 'paid' | 'released'
type Counted = Pick<StoredClaim, 'id' | 'personId' | 'coverId' | 'planCode' | 'planVersionId' | 'kind'>

/** Locks the person of a case, so that limits are judged one claim after the other, whichever unit asks. */
export async function lockPersonOf(tx: Transaction, { personId }: Pick<StoredClaim, 'personId'>): Promise<void> {
  await sql`select lock_persons(array[${personId}]::uuid[])`.execute(tx.db)
}

/**
 * Whether a reserve `own` stands in the sequence of this cover and kind: as long as it is held, and after a return while
 * nothing else was calculated in its place. What was calculated after the release counted without it, and comes first.
 */
export function keepsPlace({ coverId, kind }: Pick<Counted, 'coverId' | 'kind'>) {
  return sql<boolean>`(own.state <> 'released' or (own.cover_id = ${coverId} and own.kind = ${kind}
    and own.released_at is not null and not exists (select from benefit_reserves r
      join claims c on c.id = r.claim_id join benefit_calculations b on b.id = c.calculation_id
      where r.cover_id = own.cover_id and r.kind = own.kind and r.claim_id <> own.claim_id and r.state <> 'released'
        and b.at >= own.released_at)))`
}

/**
 * Takes what a claim uses up of its cover, or changes it to what it uses now (a regrade): one row per claim, and the
 * counters of the limits that it shares. The caller holds the person's lock. Who was submitted first stays first, also
 * after a return (see `keepsPlace`).
 */
export async function reserveBenefit(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  { taken, given }: CalculationContent,
): Promise<void> {
  const before = await lockReserve(tx, claim)
  if (before?.state === 'paid') throw new Error(`the benefit of ${claim.number} is paid and cannot be reserved anew`)
  if (before && before.state !== 'released') await count(tx, claim, before, -1)
  await count(tx, claim, given, 1)
  const { category } = taken.facts.claim.diagnosis
  const sealed = category === undefined ? null : sealCategory(crypto, claim.id, category)
  const now = new Date(tx.now)
  const { rows: places } = await sql<{ kept: boolean }>`select ${keepsPlace(claim)} as kept from benefit_reserves own
    where own.claim_id = ${claim.id} and ${inScope(tx, 'own.place')}`.execute(tx.db)
  const submittedAt = places[0]?.kept === true ? sql`benefit_reserves.submitted_at` : sql`excluded.submitted_at`
  await sql`insert into benefit_reserves (claim_id, place, person_id, cover_id, plan_code, kind, incident_on, money, days,
      admissions, state, category_sealed, submitted_at)
    values (${claim.id}, ${claim.place}, ${claim.personId}, ${claim.coverId}, ${claim.planCode}, ${claim.kind},
      ${claim.incidentOn}, ${given.total}, ${given.days}, ${given.admissions}, 'reserved', ${sealed}, ${now})
    on conflict (claim_id) do update set cover_id = excluded.cover_id, kind = excluded.kind, incident_on = excluded.incident_on,
      money = excluded.money, days = excluded.days, admissions = excluded.admissions, state = 'reserved',
      category_sealed = excluded.category_sealed, version = benefit_reserves.version + 1,
      released_at = null, submitted_at = ${submittedAt}`.execute(tx.db)
}

/** Gives back what a claim held: it was returned, refused, declined or withdrawn. Nothing where it held nothing. */
export async function releaseBenefit(tx: Transaction, claim: Counted): Promise<void> {
  const before = await lockReserve(tx, claim)
  if (!before || before.state === 'released') return
  await count(tx, claim, before, -1)
  await saveReserveState(tx, claim, 'released')
}

/** The bank paid: what was reserved is paid. */
export async function payBenefit(tx: Transaction, claim: Counted): Promise<void> {
  await moveReserve(tx, claim, 'reserved', 'paid')
}

/** The bank took the money back (退汇): what was paid is reserved again. */
export async function unpayBenefit(tx: Transaction, claim: Counted): Promise<void> {
  await moveReserve(tx, claim, 'paid', 'reserved')
}

type Reserve = Use & { readonly state: ReserveState }

async function lockReserve(tx: Transaction, { id }: Counted): Promise<Reserve | undefined> {
  const { rows } = await sql<Reserve>`select state, money as total, days from benefit_reserves
    where claim_id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return rows[0]
}

async function moveReserve(tx: Transaction, claim: Counted, from: ReserveState, to: ReserveState): Promise<void> {
  const before = await lockReserve(tx, claim)
  if (before?.state !== from) throw new Error(`claim ${claim.id} has no benefit that is ${from}`)
  await saveReserveState(tx, claim, to)
}

async function saveReserveState(tx: Transaction, { id }: Counted, state: ReserveState): Promise<void> {
  await sql`update benefit_reserves set state = ${state}, version = version + 1,
      released_at = ${state === 'released' ? new Date(tx.now) : null}
    where claim_id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

async function sharesOf(tx: Transaction, { coverId }: Counted): Promise<number> {
  const { rows } = await sql<{ shares: number }>`select shares from covers
    where id = ${coverId} and ${inScope(tx, 'place')}`.execute(tx.db)
  return rows[0]?.shares ?? 1
}

/** Raises or lowers every counter that a use touches; the CHECK of the table is the wall. */
async function count(tx: Transaction, claim: Counted, use: Use, sign: 1 | -1): Promise<void> {
  const plan = await getPlanVersion(tx, claim.planVersionId)
  for (const counter of limitCounters(plan, claim.kind, use, await sharesOf(tx, claim)))
    await step(tx, claim, counter, sign)
}

const CHECK_VIOLATION = '23514'

async function step(tx: Transaction, claim: Counted, { scope, name, unit, cap, by }: LimitCounter, sign: 1 | -1) {
  try {
    await sql`select count_limit(${claim.id}, ${scope === 'cover' ? claim.coverId : claim.planCode}, ${name}, ${unit},
      ${cap}, ${sign * by})`.execute(tx.db)
  } catch (error) {
    const broken = error instanceof Error && 'code' in error && 'constraint' in error ? error : undefined
    if (broken?.code !== CHECK_VIOLATION || broken.constraint !== 'limit_not_exceeded') throw error
    refused({ code: 'limit-exceeded', name, unit })
  }
}
