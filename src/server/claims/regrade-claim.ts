import { sql } from 'kysely'
import type {
  recalculateClaim as recalculateEndpoint,
  regradeClaim as endpoint,
} from '../../contract/claim-decisions.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { entryChanges } from '../../domain/claims/entry-changes.ts'
import { entryNeeds } from '../../domain/claims/entry-needs.ts'
import { regraded, type Regrade } from '../../domain/claims/regrade.ts'
import { cents, formatYuan, type Cents } from '../../domain/shared/cents.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { reserveBenefit } from './benefit-reserve.ts'
import { calculateClaim } from './calculate-claim.ts'
import { saveCalculation } from './calculation-store.ts'
import { openEntry, sealDecision, sealEntry } from './claim-secrets.ts'
import { recordDecision, saveClaimState, type StoredClaim } from './claim-store.ts'
import { lockOneForDecision } from './review-lock.ts'
import { saveProposal, saveReviewer, saveStep } from './save-review.ts'

/**
 * 改判 at 初审 or 复审: facts, amount and reserve change together, and the next desk decides with both values before it; at
 * 复审 that is always 审批, since nobody decides alone on what they changed themselves. What becomes 0 at 初审 goes on as a
 * proposal to decline; at 复审 it is sent back inside instead.
 */
export async function regradeClaim(
  tx: Transaction,
  services: Services,
  { id, version, reason, ...regrade }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const claim = await lockOneForDecision(tx, { id, version })
  const isFirst = claim.state === 'first-review'
  if (claim.proposal !== null && !isFirst) return refused({ code: 'claim-no-proposed' })
  const before = openEntry(services.crypto, claim)
  const { categories } = entryNeeds(await getPlanVersion(tx, claim.planVersionId), claim.kind)
  const after = accepted(regraded(before, claim.kind, regrade satisfies Regrade, categories))
  const total = await enterAnew(tx, services, claim, after)
  if (total === 0 && !isFirst) return refused({ code: 'claim-regraded-to-zero' })
  await saveReviewer(tx, claim, isFirst ? 'first_reviewed' : 'second_reviewed')
  const decided = await saveStep(tx, services, claim, {
    action: isFirst ? 'pass' : 'escalate',
    told: 'regrade',
    texts: { told: reason, changes: entryChanges(before, after) },
    amountAfter: total,
  })
  await saveProposal(tx, claim, total === 0 ? 'decline' : null)
  await record(tx, {
    action: 'claim-review.regrade',
    subject: claim.id,
    place: claim.place,
    facts: { number: claim.number, fields: Object.keys(regrade), reason: reason.length },
    before: { amount: claim.amount, ...journaled(before) },
    after: { amount: total, ...journaled(after) },
  })
  return { cases: [decided], before: claim.amount === null ? null : formatYuan(claim.amount), after: formatYuan(total) }
}

/** Grades and categories as they stand in the journal; a diagnosis in words and codes is sealed with the case only. */
function journaled({ incident: { grade, category, inSitu, disabilityGrade } }: ClaimEntry) {
  return { grade, category, inSitu, disabilityGrade }
}

/** Puts another entry in the place of a locked case's, with its calculation and reserve; answers the new amount. */
export async function enterAnew(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  entry: ClaimEntry,
): Promise<Cents> {
  const entryVersion = claim.entryVersion + 1
  await sql`update claims set sealed = ${sealEntry(services.crypto, claim.id, entry)}, entry_version = ${entryVersion}
    where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const content = accepted(await calculateClaim(tx, services, claim, entry))
  await saveCalculation(tx, services.crypto, { ...claim, entryVersion }, content)
  await reserveBenefit(tx, services, claim, content)
  return cents(content.given.total)
}

/** 重新计算 with what the person's other cases hold now; the case stays where it is. */
export async function recalculateClaim(
  tx: Transaction,
  services: Services,
  seen: InputOf<typeof recalculateEndpoint>,
): Promise<OutputOf<typeof recalculateEndpoint>> {
  const claim = await lockOneForDecision(tx, seen)
  const total = await enterAnew(tx, services, claim, openEntry(services.crypto, claim))
  const id = newId()
  await recordDecision(tx, claim, {
    id,
    action: 'recalculate',
    to: claim.state,
    amountBefore: claim.amount,
    amountAfter: total,
    sealed: sealDecision(services.crypto, id, { note: '', told: '' }),
  })
  const version = await saveClaimState(tx, claim, claim.state)
  await record(tx, {
    action: 'claim-review.recalculate',
    subject: claim.id,
    place: claim.place,
    facts: { number: claim.number },
    before: { amount: claim.amount },
    after: { amount: total },
  })
  return { before: claim.amount === null ? null : formatYuan(claim.amount), after: formatYuan(total), version }
}
