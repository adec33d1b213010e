import { sql } from 'kysely'
import type { openClaim } from '../../contract/claims.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { openDecision, type DecisionTexts } from './claim-secrets.ts'

type DecisionRow = {
  id: string
  at: Date
  from: ClaimState
  action: string
  to: ClaimState
  who: string
  amountBefore: Cents | null
  amountAfter: Cents | null
  sealed: Buffer | null
}

/** 处理记录 of a case as the caller is told it, the first step first. */
export async function listDecisions(
  tx: Transaction,
  { crypto }: Services,
  claimId: ClaimId,
  { isUnit, hidden }: { readonly isUnit: boolean; readonly hidden: readonly string[] },
): Promise<OutputOf<typeof openClaim>['decisions']> {
  const { rows } =
    await sql<DecisionRow>`select id, at, from_state as from, action, to_state as to, account_name as who,
      amount_before as "amountBefore", amount_after as "amountAfter", sealed
    from claim_decisions where claim_id = ${claimId} and ${inScope(tx, 'place')} order by at, id`.execute(tx.db)
  const hiddenFrom = rows.findIndex(({ id }) => id === hidden[0])
  return rows.map(({ id, at, from, action, to, who, amountBefore, amountAfter, sealed }, nth) => {
    // A no that is only proposed is not the unit's yet: it sees that the case went on, and no amount from there on.
    const isProposal = isUnit && (action === 'propose' || hidden.includes(id))
    const isAmountHidden = hiddenFrom >= 0 && nth >= hiddenFrom
    const amountShown = (amount: Cents | null) => (amount === null || isAmountHidden ? null : formatYuan(amount))
    const texts: DecisionTexts = sealed && !isProposal ? openDecision(crypto, id, sealed) : { note: '', told: '' }
    return {
      at: at.toISOString(),
      from,
      action: isProposal ? 'pass' : action,
      to,
      who: isUnit ? null : who,
      amountBefore: amountShown(amountBefore),
      amountAfter: amountShown(amountAfter),
      changes: (texts.changes ?? []).map((change) => ({ ...change })),
      text: isUnit ? texts.told : [texts.told, texts.note].filter((text) => text !== '').join('\n'),
    }
  })
}
