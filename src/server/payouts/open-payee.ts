import type { OutputOf } from '../../contract/endpoint.ts'
import type { openPayee as endpoint } from '../../contract/payout-payees.ts'
import { formatYuan, ZERO } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { openEntry } from '../claims/claim-secrets.ts'
import { getClaimRow } from '../claims/claim-store.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import type { Services } from '../services.ts'
import { findCorrection, findLastFailure, frozenPayee, listCardImages } from './correction-store.ts'
import { listFailedAlike, wireAlike } from './payee-of-event.ts'
import { wireProofs } from './payee-proofs.ts'
import { openCorrection, openReturnReason } from './payout-secrets.ts'

/** 更正领款人: why the payment failed and the payee in full, for the unit that corrects it. */
export async function openPayee(tx: Transaction, services: Services, id: ClaimId): Promise<OutputOf<typeof endpoint>> {
  const { crypto } = services
  const claim = await getClaimRow(tx, id)
  const { number, state, version, kind, amount, place } = claim
  const failure = await findLastFailure(tx, crypto, id)
  const correction = await findCorrection(tx, id)
  const returned =
    correction?.state === 'returned' && failure && correction.correctedAt >= failure.failedAt ? correction : undefined
  const frozen = claim.payeeSealed === null ? openEntry(crypto, claim).payee : frozenPayee(crypto, claim)
  const plan = await getPlanVersion(tx, claim.planVersionId)
  await record(tx, { action: 'payouts.open-payee', subject: id, place, facts: { number } })
  return {
    id,
    number,
    state,
    version,
    kind,
    planName: plan.name,
    amount: formatYuan(amount ?? ZERO),
    reason: failure?.reason ?? '',
    failedAt: failure?.failedAt.toISOString() ?? null,
    cameBack: failure?.cameBack ?? false,
    stopped: failure?.stopped ?? false,
    // Nothing typed is lost: what was returned is mended, and not typed anew over the card that the bank refused.
    payee: returned ? openCorrection(crypto, returned.id, returned.sealed) : frozen,
    frozen,
    images: await listCardImages(tx, id, failure?.failedAt),
    proofs: await wireProofs(tx, services, claim),
    together: wireAlike(await listFailedAlike(tx, services, claim)),
    returned: returned
      ? {
          at: (returned.decidedAt ?? returned.correctedAt).toISOString(),
          reason: openReturnReason(crypto, returned.id, returned.reasonSealed),
        }
      : null,
  }
}
