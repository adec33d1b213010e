import { sql } from 'kysely'
import { benefitAnswer } from '../../contract/words/benefit-answer.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { assessClaimEntry } from '../../contract/claim-entry.ts'
import { lineChanges } from '../../domain/claims/line-changes.ts'
import { formatYuan } from '../../domain/shared/cents.ts'
import type { CalculationId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import {
  getCalculation,
  saveCalculation,
  type CalculationContent,
  type StoredCalculation,
} from './calculation-store.ts'
import type { StoredClaim } from './claim-store.ts'

type Assessment = OutputOf<typeof assessClaimEntry>
export type WireCalculation = NonNullable<Assessment['calculation']>
export type WireChange = NonNullable<Assessment['change']>

/** Keeps a calculation, unless the last one says the same of the same entry: then that one stays. */
export async function keepCalculation(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  content: CalculationContent,
): Promise<StoredCalculation> {
  const { calculationId, entryVersion } = claim
  const last = calculationId === null ? undefined : await getCalculation(tx, crypto, calculationId)
  if (last?.entryVersion === entryVersion && sameContent(last, content)) return last
  return getCalculation(tx, crypto, await saveCalculation(tx, crypto, claim, content))
}

function sameContent(one: CalculationContent, other: CalculationContent): boolean {
  const text = ({ taken, given }: CalculationContent) => JSON.stringify({ taken, given })
  return text(one) === text(other)
}

/** A calculation as the receipt prints it, and whether it still holds for the entry and the history of now. */
export function wireCalculation(
  { at, given, entryVersion }: StoredCalculation,
  now: { readonly entryVersion: number; readonly outdated: boolean },
): WireCalculation {
  const { version, total, lines, warnings } = benefitAnswer(given)
  return {
    at: at.toISOString(),
    planVersion: version,
    entryChanged: entryVersion !== now.entryVersion,
    outdated: now.outdated,
    total,
    lines: [...lines],
    warnings: [...warnings],
  }
}

/** Why the amount is another one than in the calculation before; null where there was none or nothing changed. */
export async function changeOf(
  tx: Transaction,
  { crypto }: Services,
  now: StoredCalculation,
): Promise<WireChange | null> {
  const { rows } = await sql<{ id: CalculationId }>`select id from benefit_calculations
    where claim_id = ${now.claimId} and (at, id) < (${now.at}, ${now.id}::uuid) and ${inScope(tx, 'place')}
    order by at desc, id desc limit 1`.execute(tx.db)
  const [before] = rows
  if (!before) return null
  const { given, at } = await getCalculation(tx, crypto, before.id)
  const lines = lineChanges(benefitAnswer(given).lines, benefitAnswer(now.given).lines)
  if (lines.length === 0) return null
  return {
    totalBefore: formatYuan(given.total),
    totalAfter: formatYuan(now.given.total),
    at: at.toISOString(),
    lines: [...lines],
  }
}
