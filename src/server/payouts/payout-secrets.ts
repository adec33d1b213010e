import type { Payee } from '../../domain/claims/claim-entry.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'

/** What is sealed of payouts, each column under a purpose of its own and bound to the id of its row. */
const LINE = 'payout_lines.payee_sealed'
const CORRECTION = 'payee_corrections.sealed'
const REASON = 'payee_corrections.reason_sealed'

export function sealLinePayee(crypto: CryptoProvider, lineId: string, payee: Payee): Buffer {
  return crypto.seal(LINE, lineId, JSON.stringify(payee))
}

export function openLinePayee(crypto: CryptoProvider, lineId: string, sealed: Uint8Array): Payee {
  return JSON.parse(crypto.open(LINE, lineId, sealed).toString()) as Payee
}

export function sealCorrection(crypto: CryptoProvider, correctionId: string, payee: Payee): Buffer {
  return crypto.seal(CORRECTION, correctionId, JSON.stringify(payee))
}

export function openCorrection(crypto: CryptoProvider, correctionId: string, sealed: Uint8Array): Payee {
  return JSON.parse(crypto.open(CORRECTION, correctionId, sealed).toString()) as Payee
}

export function sealReturnReason(crypto: CryptoProvider, correctionId: string, reason: string): Buffer {
  return crypto.seal(REASON, correctionId, reason)
}

export function openReturnReason(crypto: CryptoProvider, correctionId: string, sealed: Uint8Array | null): string {
  return sealed === null ? '' : crypto.open(REASON, correctionId, sealed).toString()
}
