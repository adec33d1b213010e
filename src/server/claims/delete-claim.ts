import { sql } from 'kysely'
import type { deleteClaim as endpoint } from '../../contract/claim-acceptance.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { judgeDeletion } from '../../domain/claims/claim-workflow.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { withNext } from '../db/prepared.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { leavePool, lockOpenWork } from '../work-pool/work-store.ts'
import { sealDecision, sealReasons } from './claim-secrets.ts'
import { getClaimRow, lockClaim, nextClaimState, recordDecision, saveClaimState } from './claim-store.ts'

/**
 * 案件删除: a case that was never submitted ends, kept with its reason. Refused while somebody else has it in hand, and
 * for a clerk of the office where the unit took it in.
 */
export async function deleteClaim(
  tx: Transaction,
  services: Services,
  { id, version, reason }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const { state: seen } = await getClaimRow(tx, id as ClaimId)
  if (seen === 'entry') await lockOpenWork(tx, 'claim-entry', id)
  const claim = await lockClaim(tx, id as ClaimId, version)
  if (claim.firstSubmittedAt !== null) return refused({ code: 'claim-was-submitted' })
  const to = nextClaimState(tx, claim, 'delete')
  accepted(judgeDeletion(claim.source, callerIn(tx).desks))
  if (claim.state !== seen) return refused({ code: 'changed-meanwhile' })
  if (claim.state === 'entry') await leavePool(tx, 'claim-entry', claim.id)
  const decision = newId()
  const sealed = sealDecision(services.crypto, decision, { note: '', told: reason })
  await recordDecision(tx, claim, { id: decision, action: 'delete', to, sealed })
  const point = { target: 'case', path: null, materialId: null, area: null, text: reason } as const
  await withNext(sql`update claims set ended_at = ${new Date(tx.now)}, promised_on = null,
      reasons_sealed = ${sealReasons(services.crypto, claim.id, [point])}
    where id = ${claim.id} and ${inScope(tx, 'place')}`).execute(tx.db)
  const next = await saveClaimState(tx, claim, to)
  const { number, place, state } = claim
  await record(tx, { action: 'claims.delete', subject: claim.id, place, facts: { number, from: state } })
  return { version: next }
}
