import { sql } from 'kysely'
import type { saveClaimEntry as endpoint } from '../../contract/claim-entry.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { benefitFacts } from '../../domain/claims/entry-facts.ts'
import { entryNeeds } from '../../domain/claims/entry-needs.ts'
import { shareEntry, tidyEntry, type EventEntry } from '../../domain/claims/tidy-entry.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { findHolder } from '../work-pool/work-store.ts'
import { openEntry, sealEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'
import { readEntryState } from './entry-state.ts'
import { lockEvent, type LockedEvent } from './lock-event.ts'
import { coverOf } from './open-claim.ts'

/** The case that the caller enters, locked with its siblings; `version` is what the page saw. */
export async function lockEntry(tx: Transaction, id: ClaimId, version: number): Promise<LockedEvent> {
  const event = await lockEvent(tx, id)
  const { claim } = event
  if (claim.state !== 'entry') return refused({ code: 'claim-step-not-allowed', state: claim.state })
  return claim.version === version ? event : refused({ code: 'entry-changed' })
}

/**
 * 【保存】: keeps the entry whole and renews the hold. Cases of the same event that nobody else holds get what changed of
 * payee, diagnosis and the sheets that are theirs too. Where nothing was changed, only the hold is renewed.
 */
export async function saveClaimEntry(
  tx: Transaction,
  services: Services,
  { id, version, entry }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const { claim, siblings } = await lockEntry(tx, id as ClaimId, version)
  const kept = tidyEntry(entry, claim.incidentOn)
  const before = openEntry(services.crypto, claim)
  const saved = await saveEntry(tx, services, claim, kept, before)
  let shared = 0
  if (saved.version !== claim.version)
    for (const sibling of siblings) {
      const theirs = openEntry(services.crypto, sibling)
      const from = { ...(await eventEntry(tx, claim, kept)), before }
      const entry = shareEntry(from, await eventEntry(tx, sibling, theirs))
      const after = await saveEntry(tx, services, sibling, entry, theirs)
      if (after.version !== sibling.version) shared += 1
    }
  const state = await readEntryState(tx, services, { ...claim, ...saved }, kept)
  const holder = found(await findHolder(tx, 'claim-entry', claim.id))
  const facts = { number: claim.number, missing: state.lacks.length, shared }
  await record(tx, { action: 'claim-entry.save', subject: claim.id, place: claim.place, facts })
  return {
    ...saved,
    missing: [...state.lacks],
    findings: [...state.findings],
    heldUntil: holder.until,
  }
}

async function eventEntry(tx: Transaction, claim: StoredClaim, entry: ClaimEntry): Promise<EventEntry> {
  const { kind, planVersionId } = claim
  const plan = await getPlanVersion(tx, planVersionId)
  const asks = entryNeeds(plan, kind)
  return { entry, kind, planCode: plan.code, stays: asks.stays, asks }
}

type Versions = Pick<StoredClaim, 'version' | 'entryVersion'>

/** Writes an entry where it differs; the calculation becomes stale only by what it depends on. */
export async function saveEntry(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  entry: ClaimEntry,
  before: ClaimEntry = openEntry(services.crypto, claim),
): Promise<Versions> {
  const { id, version, entryVersion } = claim
  if (JSON.stringify(before) === JSON.stringify(entry)) return { version, entryVersion }
  const step = (await isCalculatedOtherwise(tx, claim, before, entry)) ? 1 : 0
  const { rows } = await sql<Versions>`update claims set sealed = ${sealEntry(services.crypto, id, entry)},
      version = version + 1, entry_version = entry_version + ${step}
    where id = ${id} and ${inScope(tx, 'place')} returning version, entry_version as "entryVersion"`.execute(tx.db)
  return found(rows[0])
}

async function isCalculatedOtherwise(
  tx: Transaction,
  claim: StoredClaim,
  before: ClaimEntry,
  after: ClaimEntry,
): Promise<boolean> {
  const plan = await getPlanVersion(tx, claim.planVersionId)
  const cover = await coverOf(tx, claim)
  const factsOf = (entry: ClaimEntry) => JSON.stringify(benefitFacts(entry, claim.kind, plan, cover, []))
  return factsOf(before) !== factsOf(after)
}
