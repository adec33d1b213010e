import { sql, type RawBuilder } from 'kysely'
import { isSamePayee } from '../../domain/payouts/payee-correction.ts'
import { formatYuan, ZERO } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { getClaimRow, lockClaim, type StoredClaim } from '../claims/claim-store.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { findPendingCorrection, frozenPayee } from './correction-store.ts'
import { openCorrection } from './payout-secrets.ts'

/** A case as the caller saw it. */
export type SeenClaim = { readonly id: ClaimId; readonly version: number }

/** Other cases of the event of a case: one stay, one payee, one card. Source: decisions, "Make it the best", 1. */
async function listOthers(tx: Transaction, claim: StoredClaim, where: RawBuilder<unknown>): Promise<StoredClaim[]> {
  const { rows } = await sql<{ id: ClaimId }>`select c.id from claims c
    where c.acceptance_id = ${claim.acceptanceId} and c.person_id = ${claim.personId} and c.id <> ${claim.id}
      and c.incident_on = ${claim.incidentOn} and ${where} and ${inScope(tx, 'c.place')} order by c.number`.execute(
    tx.db,
  )
  const others: StoredClaim[] = []
  for (const { id } of rows) others.push(await getClaimRow(tx, id))
  return others
}

/** The others in 支付失败 that were to be paid to the same payee: one correction mends them all. */
export async function listFailedAlike(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
): Promise<readonly StoredClaim[]> {
  if (claim.payeeSealed === null) return []
  const failed = sql`c.state = 'payment-failed' and c.payee_sealed is not null and c.card_index = ${claim.cardIndex}`
  const others = await listOthers(tx, claim, failed)
  const payee = frozenPayee(crypto, claim)
  return others.filter((other) => isSamePayee(frozenPayee(crypto, other), payee))
}

/** The others in 领款复核 whose payee was corrected to the same one: one look at it decides them all. */
export async function listCorrectedAlike(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
): Promise<readonly StoredClaim[]> {
  const payeeOf = async (id: ClaimId) => {
    const correction = await findPendingCorrection(tx, id)
    return correction && openCorrection(crypto, correction.id, correction.sealed)
  }
  const payee = await payeeOf(claim.id)
  if (!payee) return []
  const alike: StoredClaim[] = []
  for (const other of await listOthers(tx, claim, sql`c.state = 'payee-review'`)) {
    const theirs = await payeeOf(other.id)
    if (theirs && isSamePayee(theirs, payee)) alike.push(other)
  }
  return alike
}

/** Cases that go along with another as pages show them. */
export function wireAlike(alike: readonly StoredClaim[]) {
  return alike.map(({ id, number, kind, amount, version }) => ({
    id,
    number,
    kind,
    amount: formatYuan(amount ?? ZERO),
    version,
  }))
}

/** Locks a case with those that go along with it, in id order, each as the caller saw it; the first is the case itself. */
export async function lockTogether(
  tx: Transaction,
  first: SeenClaim,
  others: readonly SeenClaim[],
): Promise<readonly [StoredClaim, ...StoredClaim[]]> {
  const seen = new Map([...others, first].map((one) => [one.id, one]))
  const locked = new Map<ClaimId, StoredClaim>()
  for (const { id, version } of [...seen.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)))
    locked.set(id, await lockClaim(tx, id, version))
  const rest = [...locked.values()].filter(({ id }) => id !== first.id)
  return [found(locked.get(first.id)), ...rest]
}

/** Refuses cases that do not go along with a case any more. */
export function refuseUnlike(alike: readonly StoredClaim[], others: readonly StoredClaim[]): void {
  const known = new Set(alike.map(({ id }) => id))
  if (others.some(({ id }) => !known.has(id))) refused({ code: 'changed-meanwhile' })
}
