import type { ClaimEntry, Incident, Payee } from '../../domain/claims/claim-entry.ts'
import type { EntryChange } from '../../domain/claims/entry-changes.ts'
import type { ReturnPoint } from '../../domain/claims/return-point.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'

/** What is sealed of a case, each column under a purpose of its own and bound to the id of its row. */
const ENTRY = 'claims.sealed'
const PAYEE = 'claims.payee_sealed'
const REASONS = 'claims.reasons_sealed'
const LATE = 'claims.late_sealed'
const DECISION = 'claim_decisions.sealed'
const CATEGORY = 'benefit_reserves.category_sealed'

const sealJson = (crypto: CryptoProvider, purpose: string, id: string, value: unknown) =>
  crypto.seal(purpose, id, JSON.stringify(value))
const openJson = (crypto: CryptoProvider, purpose: string, id: string, sealed: Uint8Array): unknown =>
  JSON.parse(crypto.open(purpose, id, sealed).toString())

export function sealEntry(crypto: CryptoProvider, claimId: string, entry: ClaimEntry): Buffer {
  return sealJson(crypto, ENTRY, claimId, entry)
}

export function openEntry(crypto: CryptoProvider, { id, sealed }: { id: string; sealed: Uint8Array }): ClaimEntry {
  const { payee, incident, sheets } = openJson(crypto, ENTRY, id, sealed) as StoredEntry
  const { on, ...rest } = incident
  return { payee, incident: { on, diedOn: '', ...rest }, sheets }
}

/** Entries from before the day of death was asked for do not have it. */
type StoredEntry = Omit<ClaimEntry, 'incident'> & {
  readonly incident: Omit<Incident, 'diedOn'> & { readonly diedOn?: string }
}

/** The payee as the last approval froze it. */
export function sealPayee(crypto: CryptoProvider, claimId: string, payee: Payee): Buffer {
  return sealJson(crypto, PAYEE, claimId, payee)
}

export function openPayee(crypto: CryptoProvider, claimId: string, sealed: Uint8Array): Payee {
  return openJson(crypto, PAYEE, claimId, sealed) as Payee
}

/** Finds equal bank cards across cases without storing them readable. */
export function cardIndexOf(crypto: CryptoProvider, card: string): Buffer {
  return crypto.blindIndex('claims.card_index', card)
}

/** Why a case is taken after its deadline: people tell of illnesses there. */
export function sealLateReason(crypto: CryptoProvider, claimId: string, reason: string): Buffer | null {
  return reason === '' ? null : crypto.seal(LATE, claimId, reason)
}

type LateClaim = { readonly id: string; readonly lateReason: string; readonly lateSealed: Uint8Array | null }

export function openLateReason(crypto: CryptoProvider, { id, lateReason, lateSealed }: LateClaim): string {
  return lateSealed === null ? lateReason : crypto.open(LATE, id, lateSealed).toString()
}

export function sealReasons(crypto: CryptoProvider, claimId: string, reasons: readonly ReturnPoint[]): Buffer {
  return sealJson(crypto, REASONS, claimId, reasons)
}

export function openReasons(crypto: CryptoProvider, claimId: string, sealed: Uint8Array): readonly ReturnPoint[] {
  return openJson(crypto, REASONS, claimId, sealed) as readonly ReturnPoint[]
}

/** What was said with a decision: `note` for officers only, `told` also for the unit; of a regrade, what it changed. */
export type DecisionTexts = {
  readonly note: string
  readonly told: string
  readonly changes?: readonly EntryChange[]
}

export function sealDecision(crypto: CryptoProvider, decisionId: string, texts: DecisionTexts): Buffer {
  return sealJson(crypto, DECISION, decisionId, texts)
}

export function openDecision(crypto: CryptoProvider, decisionId: string, sealed: Uint8Array): DecisionTexts {
  return openJson(crypto, DECISION, decisionId, sealed) as DecisionTexts
}

/** The category of a diagnosis, for plans that pay it once. */
export function sealCategory(crypto: CryptoProvider, claimId: string, category: string): Buffer {
  return crypto.seal(CATEGORY, claimId, category)
}

export function openCategory(crypto: CryptoProvider, claimId: string, sealed: Uint8Array): string {
  return crypto.open(CATEGORY, claimId, sealed).toString()
}

/** The keyed hash by which one invoice is recognised, of hospital and number, both normalised. */
export function invoiceIndexOf(crypto: CryptoProvider, hospital: string, invoiceNumber: string): Buffer {
  return crypto.blindIndex('claim_invoices.invoice_index', `${hospital}\n${invoiceNumber}`)
}
