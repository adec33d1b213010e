import type { Reviewed } from '../../domain/claims/review.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { openEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'
import { enterAnew } from './regrade-claim.ts'
import { reviewedOf } from './review-lock.ts'

/**
 * What a yes goes by. The case whose page the reviewer looked at has to be fresh by itself; one of the same event that
 * goes along, and that another case made outdated, is calculated again: where it comes to the same amount nobody has to
 * open it for that, else it stays stale and the yes is refused.
 */
export async function freshReview(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  lookedAt: string | undefined,
): Promise<Reviewed> {
  const reviewed = await reviewedOf(tx, services, claim)
  if (!reviewed.stale || claim.id === lookedAt || claim.amount === null) return reviewed
  const total = await enterAnew(tx, services, claim, openEntry(services.crypto, claim))
  return { ...reviewed, stale: total !== claim.amount }
}
