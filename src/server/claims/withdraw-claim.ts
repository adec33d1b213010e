import { sql } from 'kysely'
import type { withdrawClaim as endpoint } from '../../contract/claim-decisions.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { AccountId, ClaimId } from '../../domain/shared/ids.ts'
import { openAccount } from '../accounts/account-secrets.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { leavePool } from '../work-pool/work-store.ts'
import { lockPersonOf, releaseBenefit } from './benefit-reserve.ts'
import { freeDays } from './claim-days.ts'
import { freeInvoices } from './claim-invoices.ts'
import { sealDecision, sealReasons } from './claim-secrets.ts'
import { lockClaim, nextClaimState, recordDecision, saveClaimState, type StoredClaim } from './claim-store.ts'
import { takeBackDeath } from './death-of-insured.ts'

/**
 * 撤案 by the unit, from the first submission until the last approval, whoever holds the case: what was reserved and the
 * invoices are free, and the holder is told.
 */
export async function withdrawClaim(
  tx: Transaction,
  services: Services,
  { id, version, reason }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const work = await lockWorkOf(tx, id)
  const claim = await lockClaim(tx, id as ClaimId, version)
  const to = nextClaimState(tx, claim, 'withdraw')
  if (claim.firstSubmittedAt === null) return refused({ code: 'claim-never-submitted' })
  await lockPersonOf(tx, claim)
  await releaseBenefit(tx, claim)
  await freeInvoices(tx, claim)
  await freeDays(tx, claim)
  await takeBackDeath(tx, claim)
  await tellHolder(tx, services, claim, work)
  if (work !== undefined) await leavePool(tx, work.kind, claim.id)
  const decision = newId()
  const sealed = sealDecision(services.crypto, decision, { note: '', told: reason })
  await recordDecision(tx, claim, { id: decision, action: 'withdraw', to, amountBefore: claim.amount, sealed })
  const point = { target: 'case', path: null, materialId: null, area: null, text: reason } as const
  await sql`update claims set ended_at = ${new Date(tx.now)}, promised_on = null,
      reasons_sealed = ${sealReasons(services.crypto, claim.id, [point])}
    where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const next = await saveClaimState(tx, claim, to)
  const { number, place, state } = claim
  const facts = { number, from: state, held: work?.held === true }
  await record(tx, { action: 'claim-review.withdraw', subject: claim.id, place, facts })
  return { cases: [{ id: claim.id, number, state: to, version: next }] }
}

type Work = {
  readonly kind: 'claim-entry' | 'claim-first-review' | 'claim-second-review' | 'claim-approval'
  readonly held: boolean
}

/** The work item of a case, locked; a case at 材料上传 has none. */
async function lockWorkOf(tx: Transaction, id: string): Promise<Work | undefined> {
  const { rows } = await sql<Work>`select kind, held_until > ${new Date(tx.now)} as held from work_items
    where subject_id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return rows[0]
}

/** Whoever is at work on the case at an office learns by SMS that it is gone; the unit's own handlers see it on their pages. */
async function tellHolder(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  work: Work | undefined,
): Promise<void> {
  if (work?.held !== true) return
  const { rows } = await sql<{ id: AccountId; place: number; sealed: Buffer }>`
    select id, place, sealed from holder_of(${work.kind}, ${claim.id})`.execute(tx.db)
  const [holder] = rows
  if (!holder || holder.place === claim.place) return
  const { phone } = openAccount(crypto, holder.id, holder.sealed)
  const variables = { number: claim.number }
  await queueMessage(tx, crypto, { kind: 'claim-withdrawn', to: phone, variables, place: holder.place })
}
