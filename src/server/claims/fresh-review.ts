import type { Reviewed } from '../../domain/claims/review.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { openEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'
import { enterAnew } from './regrade-claim.ts'
import { reviewedOf } from './review-lock.ts'

/**
 * What a yes goes by. A calculation that another case of the person made outdated is made again: where it comes to the
 * same amount nobody has to look at it twice, else it stays stale and the yes is refused until the reviewer has seen it.
 */
export async function freshReview(tx: Transaction, services: Services, claim: StoredClaim): Promise<Reviewed> {
  const reviewed = await reviewedOf(tx, services, claim)
  if (!reviewed.stale || claim.amount === null) return reviewed
  const total = await enterAnew(tx, services, claim, openEntry(services.crypto, claim))
  return { ...reviewed, stale: total !== claim.amount }
}
