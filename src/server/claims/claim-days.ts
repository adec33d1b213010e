import { sql } from 'kysely'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { daysHeld, enteredStays, overlaps, paysByDay, type DayRange } from '../../domain/claims/days-held.ts'
import type { BenefitTerms } from '../../domain/plans/benefit-terms.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

type Granted = Pick<StoredClaim, 'id' | 'coverId' | 'kind' | 'planVersionId'>
/** A stay whose days another submitted case of the cover and kind has, by the sheet on which it stands. */
export type StayUse = DayRange & { readonly sheet: number; readonly number: string }

async function termsOf(tx: Transaction, { planVersionId, kind }: Granted): Promise<BenefitTerms> {
  const { benefits } = await getPlanVersion(tx, planVersionId)
  return found(benefits.find((benefit) => benefit.kind === kind))
}

/**
 * Stays of an entry that overlap those of another case under the same cover and kind which is under review, returned or
 * paid. A cover belongs to one unit: whoever sees the one case sees the other.
 */
export async function findStayUses(
  tx: Transaction,
  { crypto }: Services,
  claim: Granted,
  { sheets }: ClaimEntry,
): Promise<readonly StayUse[]> {
  const stays = enteredStays(sheets)
  if (stays.length === 0 || !paysByDay(await termsOf(tx, claim))) return []
  const { rows } = await sql<{ id: string; number: string; sealed: Buffer }>`select id, number, sealed from claims
    where cover_id = ${claim.coverId} and kind = ${claim.kind} and id <> ${claim.id} and first_submitted_at is not null
      and state not in ('deleted', 'withdrawn', 'refused', 'declined') and ${inScope(tx, 'place')}
    order by first_submitted_at`.execute(tx.db)
  const others = rows.flatMap((row) =>
    enteredStays(openEntry(crypto, row).sheets).map(({ from, to }) => ({ number: row.number, from, to })),
  )
  return stays.flatMap((stay) => {
    const other = others.find((one) => overlaps(one, stay))
    return other ? [{ ...other, sheet: stay.at }] : []
  })
}

const EXCLUSION_VIOLATION = '23P01'

/** Puts the days of a case behind their wall in the place of those it had; who was faster is told as a refusal. */
export async function holdDays(tx: Transaction, claim: StoredClaim, entry: ClaimEntry): Promise<void> {
  await sql`delete from claim_days where claim_id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  try {
    for (const { from, to } of daysHeld(await termsOf(tx, claim), claim.incidentOn, entry))
      await sql`insert into claim_days (claim_id, place, cover_id, kind, days)
        values (${claim.id}, ${claim.place}, ${claim.coverId}, ${claim.kind}, daterange(${from}, ${to}))`.execute(tx.db)
  } catch (error) {
    const broken = error instanceof Error && 'code' in error && 'constraint' in error ? error : undefined
    if (broken?.code !== EXCLUSION_VIOLATION || broken.constraint !== 'claim_days_once') throw error
    refused({ code: 'days-used-already', number: claim.number })
  }
}

/** The case was declined, refused or withdrawn: its days can be claimed again. */
export async function freeDays(tx: Transaction, { id }: Pick<StoredClaim, 'id'>): Promise<void> {
  await sql`update claim_days set live = false where claim_id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
