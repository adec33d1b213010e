import { sql } from 'kysely'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import { CARD_MATERIALS } from '../../domain/payouts/payee-correction.ts'
import type { AccountId, ClaimId } from '../../domain/shared/ids.ts'
import { cardIndexOf, openPayee } from '../claims/claim-secrets.ts'
import type { StoredClaim } from '../claims/claim-store.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { FAILURE, LAST_FAILURE, reasonOf, type Failure } from './failed-lists.ts'
import { sealCorrection, sealReturnReason } from './payout-secrets.ts'

type Crypto = Services['crypto']

/** The payee as the last approval froze it: what the bank refused. */
export function frozenPayee(crypto: Crypto, { id, number, payeeSealed }: StoredClaim): Payee {
  if (payeeSealed === null) return refused({ code: 'payee-not-frozen', number })
  return openPayee(crypto, id, payeeSealed)
}

export type LastFailure = {
  readonly reason: string
  readonly failedAt: Date
  readonly cameBack: boolean
  readonly stopped: boolean
}

/** Why the last payment of a claim failed, and when. */
export async function findLastFailure(tx: Transaction, crypto: Crypto, id: ClaimId): Promise<LastFailure | undefined> {
  const { rows } = await sql<Failure & { failedAt: Date }>`select ${FAILURE}
    from claims c ${LAST_FAILURE} where c.id = ${id} and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const [row] = rows
  if (!row) return undefined
  const { failedAt, lineState, decisionId } = row
  return { reason: reasonOf(crypto, row), failedAt, cameBack: lineState === 'reversed', stopped: decisionId !== null }
}

/** Images of the card that came since the payment failed. */
export async function listCardImages(
  tx: Transaction,
  id: ClaimId,
  since: Date | undefined,
): Promise<{ id: string; name: string; addedAt: string }[]> {
  const { rows } = await sql<{ id: string; name: string; addedAt: Date }>`select id, name, added_at as "addedAt"
    from claim_materials where claim_id = ${id} and kind = any(${[...CARD_MATERIALS]}::text[]) and removed_at is null
      and added_at >= ${since ?? new Date(0)} and ${inScope(tx, 'place')} order by added_at desc, id desc`.execute(
    tx.db,
  )
  return rows.map(({ addedAt, ...row }) => ({ ...row, addedAt: addedAt.toISOString() }))
}

export type StoredCorrection = {
  readonly id: string
  readonly state: 'pending' | 'approved' | 'returned'
  readonly sealed: Buffer
  readonly cardIndex: Buffer
  readonly correctedBy: AccountId
  readonly correctedByPerson: Buffer | null
  readonly correctedByName: string
  readonly correctedAt: Date
  readonly decidedAt: Date | null
  readonly reasonSealed: Buffer | null
}

/** The last correction of a claim's payee. */
export async function findCorrection(tx: Transaction, id: ClaimId): Promise<StoredCorrection | undefined> {
  const { rows } = await sql<StoredCorrection>`select p.id, p.state, p.sealed, p.card_index as "cardIndex",
      p.corrected_by as "correctedBy", p.corrected_by_person as "correctedByPerson",
      coalesce(a.name, '') as "correctedByName", p.corrected_at as "correctedAt", p.decided_at as "decidedAt",
      p.reason_sealed as "reasonSealed"
    from payee_corrections p left join accounts a on a.id = p.corrected_by
    where p.claim_id = ${id} and ${inScope(tx, 'p.place')} order by p.corrected_at desc, p.id desc limit 1`.execute(
    tx.db,
  )
  return rows[0]
}

/** The correction that waits for its approval. */
export async function findPendingCorrection(tx: Transaction, id: ClaimId): Promise<StoredCorrection | undefined> {
  const correction = await findCorrection(tx, id)
  return correction?.state === 'pending' ? correction : undefined
}

export async function getPendingCorrection(tx: Transaction, id: ClaimId): Promise<StoredCorrection> {
  return found(await findPendingCorrection(tx, id))
}

/** Keeps a corrected payee until it is approved. */
export async function insertCorrection(
  tx: Transaction,
  crypto: Crypto,
  { id: claimId, place }: StoredClaim,
  payee: Payee,
): Promise<void> {
  const id = newId()
  const { accountId, personIndex } = callerIn(tx)
  await sql`insert into payee_corrections (id, claim_id, place, sealed, card_index, state, corrected_by,
      corrected_by_person, corrected_at)
    values (${id}, ${claimId}, ${place}, ${sealCorrection(crypto, id, payee)},
      ${cardIndexOf(crypto, payee.card)}, 'pending', ${accountId}, ${personIndex}, ${new Date(tx.now)})`.execute(tx.db)
}

export async function saveCorrectionDecided(
  tx: Transaction,
  crypto: Crypto,
  { id }: StoredCorrection,
  { state, reason }: { state: 'approved' | 'returned'; reason: string },
): Promise<void> {
  const { accountId, personIndex } = callerIn(tx)
  await sql`update payee_corrections set state = ${state}, decided_by = ${accountId}, decided_by_person = ${personIndex},
      decided_at = ${new Date(tx.now)}, reason_sealed = ${reason === '' ? null : sealReturnReason(crypto, id, reason)}
    where id = ${id} and state = 'pending' and ${inScope(tx, 'place')}`.execute(tx.db)
}
