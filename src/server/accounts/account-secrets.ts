import type { CryptoProvider } from '../crypto/crypto-provider.ts'

/** What identifies and reaches an account's holder; sealed together under the account's id. */
export type AccountSecrets = {
  readonly phone: string
  readonly idNumber?: string
  readonly telephone?: string
  readonly mail?: string
}

export function sealAccount(crypto: CryptoProvider, accountId: string, secrets: AccountSecrets): Buffer {
  return crypto.seal('accounts.sealed', accountId, JSON.stringify(secrets))
}

export function openAccount(crypto: CryptoProvider, accountId: string, sealed: Uint8Array): AccountSecrets {
  return JSON.parse(crypto.open('accounts.sealed', accountId, sealed).toString()) as AccountSecrets
}

/** By which accounts and registrations of one phone are found. */
export function phoneIndex(crypto: CryptoProvider, phone: string): Buffer {
  return crypto.blindIndex('accounts.phone', phone)
}

/** By which persons behind accounts are compared: four-eyes rules look at the person, not at the account. */
export function personIndex(crypto: CryptoProvider, idNumber: string): Buffer {
  return crypto.blindIndex('accounts.person', idNumber)
}
