import { sql } from 'kysely'
import type {
  returnClaims as returnEndpoint,
  returnClaimsInside as insideEndpoint,
} from '../../contract/claim-decisions.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { ReturnPoint } from '../../domain/claims/return-point.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { releaseBenefit } from './benefit-reserve.ts'
import { sealReasons } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'
import { enterEntry } from './enter-entry.ts'
import { saveReturnSnapshot } from './return-snapshot.ts'
import { lockForDecision } from './review-lock.ts'
import { forgetReviewers, numbersOf, saveStep, type Decided } from './save-review.ts'
import { stopClock } from './stop-clock.ts'

/**
 * 退回 to the unit: what was reserved is free, the clock stops with the days that are left, and every point stays with the
 * case until it is approved. The unit is told once for all cases of the event.
 */
export async function returnClaims(
  tx: Transaction,
  services: Services,
  { cases, to, points, note = '' }: InputOf<typeof returnEndpoint>,
): Promise<OutputOf<typeof returnEndpoint>> {
  const claims = await lockForDecision(tx, cases)
  await checkMaterials(tx, claims, points)
  const told = points.map(({ text }) => text).join('\n')
  const decided: Decided[] = []
  const calendar = await getWorkingCalendar(tx)
  for (const claim of claims) {
    await releaseBenefit(tx, claim)
    await saveReturnSnapshot(tx, services, claim)
    decided.push(await saveStep(tx, services, claim, { action: `return-to-${to}`, texts: { told, note } }))
    await forgetReviewers(tx, claim)
    await stopClock(tx, claim, calendar)
    await sql`update claims set reasons_sealed = ${sealReasons(services.crypto, claim.id, points)}
      where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
    if (to === 'entry') await enterEntry(tx, claim)
  }
  const [first] = claims
  await tellUnit(tx, services.crypto, first.unitId, 'claim-returned', { number: first.number })
  await record(tx, {
    action: 'claim-review.return',
    subject: first.id,
    place: first.place,
    facts: { numbers: numbersOf(claims), to, points: points.length },
  })
  return { cases: decided }
}

/** Points at images name images of these cases; others' stay unknown. */
async function checkMaterials(
  tx: Transaction,
  claims: readonly StoredClaim[],
  points: readonly ReturnPoint[],
): Promise<void> {
  const wanted = [...new Set(points.flatMap(({ materialId }) => materialId ?? []))]
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from claim_materials
    where id = any(${wanted}::uuid[]) and claim_id = any(${claims.map(({ id }) => id)}::uuid[]) and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
  if (rows[0]?.count !== wanted.length) refused({ code: 'not-found' })
}

/** 退回初审: from 复审 or 审批, without the unit; the clock runs on. */
export async function returnClaimsInside(
  tx: Transaction,
  services: Services,
  { cases, note }: InputOf<typeof insideEndpoint>,
): Promise<OutputOf<typeof insideEndpoint>> {
  const claims = await lockForDecision(tx, cases)
  const decided: Decided[] = []
  for (const claim of claims) {
    decided.push(await saveStep(tx, services, claim, { action: 'return-inside', texts: { note } }))
    await forgetReviewers(tx, claim)
  }
  const [first] = claims
  await record(tx, {
    action: 'claim-review.return-inside',
    subject: first.id,
    place: first.place,
    facts: { numbers: numbersOf(claims) },
  })
  return { cases: decided }
}
