import { sql } from 'kysely'
import { PAYEE_RELATION_NAMES } from '../../contract/words/claim-words.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import {
  imageFindings,
  inOrder,
  invoiceFindings,
  poorImageFindings,
  type AlikeImage,
  type ReviewFinding,
  type SeenImage,
} from '../../domain/claims/review-findings.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { priorClaims } from './calculate-claim.ts'
import { invoicesOf } from './claim-invoices.ts'
import { cardIndexOf, openLateReason } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'
import type { EntryState } from './entry-state.ts'
import { slotsOfClaim } from './material-slots.ts'
import { coverOf } from './open-claim.ts'
import { deathOf } from './death-of-insured.ts'

/** Everything that the system knows about a case and others like it, what must be looked at first. */
export async function findingsOf(
  tx: Transaction,
  services: Services,
  state: EntryState,
): Promise<readonly ReviewFinding[]> {
  const { claim, entry } = state
  return inOrder([
    await coverFinding(tx, claim, entry),
    ...entryFindings(state),
    ...(await deathFindings(tx, claim)),
    ...lateFindings(services, claim),
    ...(await paidBeforeFindings(tx, services, state)),
    ...payeeFindings(entry),
    ...invoiceFindings(await invoiceUses(tx, services, claim, entry)),
    ...imageFindings(await alikeImages(tx, claim)),
    ...poorImageFindings(await poorImages(tx, services, claim)),
    ...(await cardFindings(tx, services, claim, entry)),
  ])
}

async function coverFinding(tx: Transaction, claim: StoredClaim, entry: ClaimEntry): Promise<ReviewFinding> {
  const { effectiveOn, endsOn } = await coverOf(tx, claim)
  const on = entry.incident.on === '' ? claim.incidentOn : entry.incident.on
  const inside = on >= effectiveOn && on <= endsOn
  const facts = { on, from: effectiveOn, to: endsOn, inside: inside ? 1 : 0 }
  return { code: 'cover', level: inside ? 'fine' : 'strong', facts, path: 'incident.on' }
}

function entryFindings({ lacks, findings }: EntryState): readonly ReviewFinding[] {
  const told = [
    ...lacks.map(({ path, sentence }) => ({ code: 'entry-lack', level: 'strong', facts: { sentence }, path }) as const),
    ...findings.map(
      ({ path, sentence }) => ({ code: 'entry-doubt', level: 'weak', facts: { sentence }, path }) as const,
    ),
  ]
  return told.length > 0 ? told : [{ code: 'entry-fine', level: 'fine', facts: {} }]
}

async function deathFindings(tx: Transaction, claim: StoredClaim): Promise<ReviewFinding[]> {
  const diedOn = await deathOf(tx, claim)
  if (diedOn === null) return []
  const after = claim.incidentOn > diedOn
  return [{ code: 'death', level: after ? 'strong' : 'weak', facts: { diedOn, after: after ? 1 : 0 } }]
}

function lateFindings({ crypto }: Services, claim: StoredClaim): ReviewFinding[] {
  const reason = openLateReason(crypto, claim)
  return reason === '' ? [] : [{ code: 'late', level: 'weak', facts: { reason } }]
}

/** What was paid under earlier covers of a plan that pays once per diagnosis: two words may mean one illness. */
async function paidBeforeFindings(
  tx: Transaction,
  services: Services,
  { claim, plan }: EntryState,
): Promise<ReviewFinding[]> {
  const terms = plan.benefits.find(({ kind }) => kind === claim.kind)
  if (!terms?.oncePerDiagnosis) return []
  const prior = await priorClaims(tx, services, claim)
  return prior
    .filter(({ earlier, continuous, kind, money }) => earlier && continuous && kind === claim.kind && money > 0)
    .map(({ category = '', on }) => ({
      code: 'category-paid-before',
      level: 'strong',
      facts: { category, on },
      path: 'incident.category',
    }))
}

function payeeFindings({ payee }: ClaimEntry): ReviewFinding[] {
  if (payee.relation === 'self') return []
  const relation = PAYEE_RELATION_NAMES[payee.relation]
  return [{ code: 'payee-other', level: 'weak', facts: { relation }, path: 'payee.relation' }]
}

async function invoiceUses(tx: Transaction, { crypto }: Services, claim: StoredClaim, entry: ClaimEntry) {
  const invoices = invoicesOf(crypto, entry)
  if (invoices.length === 0) return []
  const indexes = invoices.map(({ index }) => index)
  const { rows } = await sql<{ index: Buffer; otherPerson: boolean; number: string | null }>`
    select invoice_index as index, other_person as "otherPerson", number
    from invoice_uses(array[${sql.join(indexes)}]::bytea[], ${claim.personId}, ${claim.id}) limit 50`.execute(tx.db)
  // Cases of one event share their sheets by themselves: that is no finding.
  const together = await numbersOfEvent(tx, claim)
  const elsewhere = rows.filter(({ number }) => number === null || !together.has(number))
  return elsewhere.map(({ index, otherPerson, number }) => {
    const sheet = invoices.find((invoice) => invoice.index.equals(index))?.sheet ?? 0
    return { path: `sheets.${sheet}.invoiceNumber`, otherPerson, number }
  })
}

async function numbersOfEvent(tx: Transaction, claim: StoredClaim): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ number: string }>`select number from claims
    where acceptance_id = ${claim.acceptanceId} and person_id = ${claim.personId} and incident_on = ${claim.incidentOn}
      and ${inScope(tx, 'place')}`.execute(tx.db)
  return new Set(rows.map(({ number }) => number))
}

type AlikeRow = {
  materialId: string
  kind: string
  distance: number
  samePerson: boolean
  otherClaim: string | null
  otherMaterial: string | null
  number: string | null
}

/** More of the same image tell nothing new. */
const MOST_IMAGES = 50

async function alikeImages(tx: Transaction, { id }: StoredClaim): Promise<readonly AlikeImage[]> {
  const { rows } = await sql<AlikeRow>`select material_id as "materialId", kind, distance, same_person as "samePerson",
      other_claim as "otherClaim", other_material as "otherMaterial", number
    from image_uses(${id}) order by distance, number nulls last limit ${MOST_IMAGES}`.execute(tx.db)
  return rows.map(({ otherClaim, otherMaterial, number, ...row }) => ({
    ...row,
    other: otherClaim !== null && number !== null ? { id: otherClaim, number, materialId: otherMaterial } : null,
  }))
}

/** By the name of their slot: the files of telephones are called anything. */
async function poorImages(tx: Transaction, services: Services, claim: StoredClaim): Promise<readonly SeenImage[]> {
  const { rows } = await sql<SeenImage & { kind: string }>`select id, kind, name, hints from claim_materials
    where claim_id = ${claim.id} and removed_at is null and hints <> '{}' and ${inScope(tx, 'place')}
    order by kind, position, id`.execute(tx.db)
  if (rows.length === 0) return []
  const slots = await slotsOfClaim(tx, services, claim)
  return rows.map(({ kind, ...image }) => ({
    ...image,
    name: slots.find(({ code }) => code === kind)?.name ?? image.name,
  }))
}

async function cardFindings(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  { payee }: ClaimEntry,
): Promise<ReviewFinding[]> {
  if (payee.card === '') return []
  const { rows } = await sql<{ number: string | null }>`
    select number from card_uses(${claim.id}, ${cardIndexOf(crypto, payee.card)})`.execute(tx.db)
  const found = rows.map(({ number }): ReviewFinding => ({
    code: 'card-elsewhere',
    level: 'strong',
    facts: { number: number ?? '' },
    path: 'payee.card',
  }))
  return found.length > 0 ? found : [{ code: 'card-fine', level: 'fine', facts: {}, path: 'payee.card' }]
}
