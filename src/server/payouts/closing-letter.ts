import { formatYuan } from '../../domain/shared/cents.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { listOtherClaims } from '../claims/also-claimable.ts'
import { openEntry } from '../claims/claim-secrets.ts'
import { issueClaimLetter } from '../claims/issue-claim-letter.ts'
import type { StoredClaim } from '../claims/claim-store.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { StoredLine } from './batch-store.ts'
import { cardTail } from './payable-claims.ts'
import { openLinePayee } from './payout-secrets.ts'

/** 给付通知书: what was paid to whom and when, with the calculation, and what else can be claimed for the same event. */
export async function issueClosingLetter(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  line: StoredLine,
): Promise<void> {
  const payee = openLinePayee(services.crypto, line.id, line.payeeSealed)
  const payment = { payee: payee.name, cardTail: cardTail(payee), paidOn: businessDay(tx.now) }
  const others = await listOtherClaims(tx, services, claim, openEntry(services.crypto, claim))
  const alsoClaimable = others.map(({ planName, kind, amount, upTo, by }) => ({
    plan: planName,
    kind,
    amount: formatYuan(amount),
    ...(upTo !== null && { upTo: formatYuan(upTo) }),
    ...(by !== null && { by }),
  }))
  await issueClaimLetter(tx, services, claim, 'closed', '', { payment, alsoClaimable })
}
