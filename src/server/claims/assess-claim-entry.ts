import { sql } from 'kysely'
import type { assessClaimEntry as endpoint } from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { EXCLUSIVE_KINDS, excludeEachOther } from '../../domain/claims/companion-kinds.ts'
import { SHEET_AMOUNTS, type SheetAmount } from '../../domain/plans/benefit-terms.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import { formatYuan } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { inScope, isUnitIn, type Transaction } from '../db/transaction.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import type { Services } from '../services.ts'
import { findHolder } from '../work-pool/work-store.ts'
import { isOutdated } from './calculate-claim.ts'
import { getCalculation } from './calculation-store.ts'
import { getClaimSettings } from './claim-settings-store.ts'
import { getClaimRow, type StoredClaim } from './claim-store.ts'
import { calculationLack, readEntryState } from './entry-state.ts'
import { changeOf, wireCalculation } from './keep-calculation.ts'
import { lacksOf } from './submit-claim-entry.ts'
import { amountTold, claimAsTold } from './tentative-regrade.ts'

type Answer = OutputOf<typeof endpoint>

/** What stands beside the form of a case. The sentences name nobody whom the caller may not see in full. */
export async function assessClaimEntry(tx: Transaction, services: Services, id: ClaimId): Promise<Answer> {
  const stored = await getClaimRow(tx, id)
  const { claim, entry } = await claimAsTold(tx, services, stored)
  const state = await readEntryState(tx, services, claim, entry)
  const last = claim.calculationId === null ? null : await getCalculation(tx, services.crypto, claim.calculationId)
  const outdated = last !== null && (await isOutdated(tx, services, claim, last))
  const lack = calculationLack(claim, last, outdated)
  const full = isUnitIn(tx) || (await findHolder(tx, 'claim-entry', id))?.mine === true
  const { needs } = state
  return {
    version: claim.version,
    entryVersion: stored.entryVersion,
    needs: { ...needs, amounts: [...needs.amounts], categories: [...needs.categories] },
    sheetOrder: [...orderOf((await getClaimSettings(tx, claim.officeId)).sheetOrder)],
    missing: full ? [...state.lacks, ...(lack ? [lack] : [])] : [],
    findings: full ? [...state.findings] : [],
    calculation: last && wireCalculation(last, { ...claim, outdated }),
    change: last && (await changeOf(tx, services, last)),
    siblings: await siblingsOf(tx, services, claim),
    otherKinds: [...otherKindsOf(claim.kind, state.plan)],
  }
}

/** Amounts in the order of the office's paper, each once; those that it does not name follow. */
export function orderOf(named: readonly string[]): readonly SheetAmount[] {
  const known = named.flatMap((name) => SHEET_AMOUNTS.find((amount) => amount === name) ?? [])
  return [...new Set([...known, ...SHEET_AMOUNTS])]
}

/** A stay can turn out to be for an illness instead of an accident, or the other way round. */
export function otherKindsOf(kind: ClaimKind, plan: PlanVersion): readonly ClaimKind[] {
  const others = EXCLUSIVE_KINDS.filter((other) => excludeEachOther(kind, other))
  return others.filter((other) => plan.benefits.some((benefit) => benefit.kind === other))
}

type ToldAmount = Pick<StoredClaim, 'id' | 'amount'>

async function siblingsOf(tx: Transaction, services: Services, claim: StoredClaim): Promise<Answer['siblings']> {
  const { id, acceptanceId, personId, incidentOn } = claim
  const { rows } = await sql<ToldAmount>`select c.id, ${amountTold(tx)} as amount from claims c
    where c.acceptance_id = ${acceptanceId} and c.person_id = ${personId} and c.incident_on = ${incidentOn} and c.id <> ${id}
      and c.state not in ('deleted', 'withdrawn') and ${inScope(tx, 'c.place')} order by c.number limit 20`.execute(
    tx.db,
  )
  const siblings: Answer['siblings'] = []
  for (const { id: sibling, amount } of rows)
    siblings.push(await wireSibling(tx, services, { ...(await getClaimRow(tx, sibling)), amount }))
  return siblings
}

async function wireSibling(
  tx: Transaction,
  services: Services,
  sibling: StoredClaim,
): Promise<Answer['siblings'][number]> {
  const { id, number, kind, state, amount, version } = sibling
  const isEntered = state === 'entry'
  const holder = isEntered ? await findHolder(tx, 'claim-entry', id) : null
  const missing = isEntered ? (await lacksOf(tx, services, sibling)).length : 0
  const { name: planName } = await getPlanVersion(tx, sibling.planVersionId)
  const total = amount === null ? null : formatYuan(amount)
  const heldBy = holder && !holder.mine ? holder.name : null
  return { id, number, kind, planName, state, total, missing, version, heldBy }
}
