import { sql } from 'kysely'
import { entryFieldPlace } from '../../contract/words/entry-field-words.ts'
import { CALCULATION_LACKS, findingSentence, lackSentence, stayUseSentence } from '../../contract/words/entry-words.ts'
import { MATERIAL_LACKS } from '../../contract/words/material-lacks.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { entryFindings, type OtherStay } from '../../domain/claims/entry-findings.ts'
import { entryLacks, type InsuredPerson } from '../../domain/claims/entry-missing.ts'
import { entryNeeds, type EntryNeeds, type KnownOfCase } from '../../domain/claims/entry-needs.ts'
import { missingMaterials } from '../../domain/claims/materials.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getInsuredRecord } from '../enrolment/insured-record.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import type { Services } from '../services.ts'
import { findStayUses } from './claim-days.ts'
import { findInvoiceUses, invoicesOf } from './claim-invoices.ts'
import { openEntry } from './claim-secrets.ts'
import { isLate, type StoredClaim } from './claim-store.ts'
import { deathOf } from './death-of-insured.ts'
import { countsOf, slotsOfClaim } from './material-slots.ts'
import { listMaterials } from './material-store.ts'

/** Something about a field, by its path, in a sentence. */
export type Told = {
  readonly path: string
  readonly about: 'field' | 'invoice' | 'stay' | 'material' | 'calculation'
  readonly sentence: string
}

/** A case as the one who enters it needs it: what is asked, and what stands against submitting it. */
export type EntryState = {
  readonly claim: StoredClaim
  readonly entry: ClaimEntry
  readonly plan: PlanVersion
  readonly needs: EntryNeeds
  /** Fields and images that are missing or wrong; the calculation stands apart. */
  readonly lacks: readonly Told[]
  readonly findings: readonly Told[]
}

/** Reads and judges a case; `entry` is what is about to be saved, where that is not what is stored. */
export async function readEntryState(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  entry: ClaimEntry = openEntry(services.crypto, claim),
): Promise<EntryState> {
  const plan = await getPlanVersion(tx, claim.planVersionId)
  const needs = entryNeeds(plan, claim.kind, await knownOf(tx, claim))
  const insured = await getInsured(tx, services, claim)
  const lacks = entryLacks({ entry, needs, insured, today: businessDay(tx.now) })
  const findings = entryFindings(entry, claim.kind, needs, await otherStays(tx, services, claim))
  return {
    claim,
    entry,
    plan,
    needs,
    lacks: [
      ...lacks.map((lack) => fieldTold(lack.path, lackSentence(lack))),
      ...(await invoiceLacks(tx, services, claim, entry, needs)),
      ...(await stayLacks(tx, services, claim, entry)),
      ...(await materialLacks(tx, services, claim, entry)),
    ],
    findings: findings.map((finding) => fieldTold(finding.path, findingSentence(finding))),
  }
}

/** What beside plan and kind decides about a case: a death, and the day of 受理 unless its office takes it late. */
async function knownOf(tx: Transaction, claim: StoredClaim): Promise<KnownOfCase> {
  const isDead = (await deathOf(tx, claim)) !== null
  const acceptedOn = businessDay(instantOf(claim.acceptedAt.getTime()))
  return { isDead, ...(!isLate(claim) && { acceptedOn }) }
}

export function fieldTold(path: string, sentence: string): Told {
  return { path, about: 'field', sentence }
}

/** The insured person in full: the payee is compared with them. */
export async function getInsured(
  tx: Transaction,
  { crypto }: Services,
  { peopleId }: Pick<StoredClaim, 'peopleId'>,
): Promise<InsuredPerson & { readonly phone: string }> {
  const { name, idNumber, phone } = await getInsuredRecord(tx, crypto, peopleId)
  return { name, idNumber, phone }
}

async function materialLacks(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  entry: ClaimEntry,
): Promise<readonly Told[]> {
  const slots = await slotsOfClaim(tx, services, claim, entry)
  const counts = countsOf(await listMaterials(tx, claim.id))
  return missingMaterials(slots, counts).map(({ slot, count, lack }) => ({
    path: `material.${slot.code}`,
    about: 'material',
    sentence: MATERIAL_LACKS[lack](slot.name, lack === 'too-few' ? slot.min - count : slot.max),
  }))
}

/** Invoices that another case already uses in a way that excludes this one. */
async function invoiceLacks(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  entry: ClaimEntry,
  needs: EntryNeeds,
): Promise<readonly Told[]> {
  if (!needs.sheets) return []
  const uses = await findInvoiceUses(tx, claim, invoicesOf(crypto, entry))
  return uses.map(({ sheet, sentence }) => {
    const path = `sheets.${sheet}.invoiceNumber`
    return { path, about: 'invoice', sentence: `${entryFieldPlace(path)}${sentence}` }
  })
}

/** Stays whose days another case under the same cover and kind has. */
async function stayLacks(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  entry: ClaimEntry,
): Promise<readonly Told[]> {
  const uses = await findStayUses(tx, services, claim, entry)
  return uses.map(({ sheet, ...use }) => {
    const path = `sheets.${sheet}.admittedOn`
    return { path, about: 'stay', sentence: `${entryFieldPlace(path)}${stayUseSentence(use)}` }
  })
}

type StayRow = { id: ClaimId; number: string; sealed: Buffer }

/** Stays that the person has in other cases within scope; those of the same event are the same stays. */
async function otherStays(tx: Transaction, { crypto }: Services, claim: StoredClaim): Promise<readonly OtherStay[]> {
  const { id, personId, acceptanceId, incidentOn } = claim
  const { rows } = await sql<StayRow>`select id, number, sealed from claims
    where person_id = ${personId} and id <> ${id} and not (acceptance_id = ${acceptanceId} and incident_on = ${incidentOn})
      and state not in ('deleted', 'withdrawn', 'refused') and ${inScope(tx, 'place')}
    order by accepted_at desc limit 50`.execute(tx.db)
  return rows.flatMap((row) =>
    openEntry(crypto, row).sheets.flatMap(({ admittedOn, dischargedOn }) =>
      admittedOn !== '' && dischargedOn !== '' ? [{ number: row.number, from: admittedOn, to: dischargedOn }] : [],
    ),
  )
}

/** What the calculation still lacks: it was never made, or something changed since. */
export function calculationLack(
  { entryVersion }: Pick<StoredClaim, 'entryVersion'>,
  calculated: { readonly entryVersion: number } | null,
  outdated: boolean,
): Told | undefined {
  const lack = (sentence: string): Told => ({ path: 'calculation', about: 'calculation', sentence })
  if (calculated === null) return lack(CALCULATION_LACKS.none)
  if (calculated.entryVersion !== entryVersion) return lack(CALCULATION_LACKS.entryChanged)
  return outdated ? lack(CALCULATION_LACKS.outdated) : undefined
}
