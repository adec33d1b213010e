import { sql } from 'kysely'
import type { BenefitCase } from '../../domain/claims/benefit-facts.ts'
import type { BenefitResult } from '../../domain/claims/benefit.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type { CalculationId, ClaimId, PlanVersionId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found } from '../refusal.ts'
import type { StoredClaim } from './claim-store.ts'

const SEALED = 'benefit_calculations.sealed'

/** What a calculation took and gave: enough to do it again and get the same fen. */
export type CalculationContent = { readonly taken: BenefitCase; readonly given: BenefitResult }

export type StoredCalculation = CalculationContent & {
  readonly id: CalculationId
  readonly claimId: ClaimId
  readonly at: Date
  readonly planVersionId: PlanVersionId
  readonly entryVersion: number
  readonly total: Cents
}

type Row = Omit<StoredCalculation, keyof CalculationContent> & { readonly sealed: Buffer }

/** Keeps a calculation of a case as it stands and makes it the case's own; earlier ones stay on record. */
export async function saveCalculation(
  tx: Transaction,
  crypto: CryptoProvider,
  claim: Pick<StoredClaim, 'id' | 'place' | 'planVersionId' | 'entryVersion'>,
  content: CalculationContent,
): Promise<CalculationId> {
  const id = newId<CalculationId>()
  const { total, days, admissions } = content.given
  await sql`insert into benefit_calculations (id, claim_id, place, at, made_by, plan_version_id, entry_version, total, days,
      admissions, sealed)
    values (${id}, ${claim.id}, ${claim.place}, ${new Date(tx.now)}, ${tx.caller?.accountId ?? null}, ${claim.planVersionId},
      ${claim.entryVersion}, ${total}, ${days}, ${admissions}, ${crypto.seal(SEALED, id, JSON.stringify(content))})`.execute(
    tx.db,
  )
  await sql`update claims set calculation_id = ${id}, amount = ${total} where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
  return id
}

/** A calculation in scope, opened. */
export async function getCalculation(
  tx: Transaction,
  crypto: CryptoProvider,
  id: CalculationId,
): Promise<StoredCalculation> {
  const { rows } = await sql<Row>`select id, claim_id as "claimId", at, plan_version_id as "planVersionId",
      entry_version as "entryVersion", total, sealed
    from benefit_calculations where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const { sealed, ...row } = found(rows[0])
  return { ...row, ...(JSON.parse(crypto.open(SEALED, id, sealed).toString()) as CalculationContent) }
}
