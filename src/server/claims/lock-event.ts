import { sql } from 'kysely'
import { materialLock } from '../../domain/claims/material-access.ts'
import { isClaimEditable } from '../../domain/claims/claim-workflow.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { found, refused } from '../refusal.ts'
import { findHolder, lockHeldWork } from '../work-pool/work-store.ts'
import { getClaimRow, lockClaim, type StoredClaim } from './claim-store.ts'
import { POOL_OF } from './open-claim.ts'

/** A case whose images are to change, locked with the other cases of its event that may change along with it. */
export type LockedEvent = { readonly claim: StoredClaim; readonly siblings: readonly StoredClaim[] }

export type Hold = 'mine' | 'other' | 'none'

/** Whether the caller, somebody else or nobody holds a case in the pool of its state. */
export async function holdOn(tx: Transaction, { id, state }: Pick<StoredClaim, 'id' | 'state'>): Promise<Hold> {
  const pool = POOL_OF[state]
  const holder = pool === undefined ? null : await findHolder(tx, pool, id)
  if (!holder) return 'none'
  return holder.mine ? 'mine' : 'other'
}

/**
 * Locks the cases of one acceptance, person and day, work items before cases and each in id order, and refuses where the
 * caller may not change the images of this one. Siblings that somebody else holds, or that were submitted, stay out.
 */
export async function lockEvent(tx: Transaction, id: ClaimId): Promise<LockedEvent> {
  const { acceptanceId, personId, incidentOn } = await getClaimRow(tx, id)
  const { rows } = await sql<{ id: ClaimId }>`select id from claims
    where acceptance_id = ${acceptanceId} and person_id = ${personId} and incident_on = ${incidentOn}
      and ${inScope(tx, 'place')} order by id`.execute(tx.db)
  await sql`select id from work_items where kind = 'claim-entry' and subject_id = any(${rows.map((row) => row.id)}::uuid[])
    and ${inScope(tx, 'place')} order by id for update`.execute(tx.db)
  const locked: { claim: StoredClaim; hold: Hold }[] = []
  for (const row of rows) {
    const claim = await lockClaim(tx, row.id)
    locked.push({ claim, hold: await holdOn(tx, claim) })
  }
  const { claim, hold } = found(locked.find((one) => one.claim.id === id))
  await judgeChange(tx, claim, hold)
  const free = locked.filter((one) => one.claim.id !== id && one.hold !== 'other' && isClaimEditable(one.claim.state))
  return { claim, siblings: free.map((one) => one.claim) }
}

/** Refuses whoever may not change; who works in 费用录入 keeps the case for longer. */
async function judgeChange(tx: Transaction, { id, state, source }: StoredClaim, hold: Hold): Promise<void> {
  const { desks } = callerIn(tx)
  const lock = materialLock({ desks, state, hold, fromOffice: source === 'office' })
  if (lock === 'state') return refused({ code: 'claim-step-not-allowed', state })
  if (lock === 'desk') return refused({ code: 'not-allowed' })
  if (state === 'entry') await lockHeldWork(tx, 'claim-entry', id)
}
