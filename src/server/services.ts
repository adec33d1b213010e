import type { PasswordSwitches } from '../domain/accounts/password-rules.ts'
import type { Instant } from '../domain/shared/time.ts'
import type { PasswordHasher } from './accounts/password-hash.ts'
import type { CryptoProvider, KeyMaterial } from './crypto/crypto-provider.ts'
import type { Transactions } from './db/transaction.ts'
import type { FileVault } from './files/file-vault.ts'
import type { Gateways } from './messages/choose-gateways.ts'

/** What commands and routes need beside their transaction. Made once by main, by the command line and by tests. */
export type Services = {
  readonly transactions: Transactions
  readonly clock: () => Instant
  readonly crypto: CryptoProvider
  /** For worker threads, which make their own provider of it. */
  readonly keys: KeyMaterial
  readonly vault: FileVault
  readonly passwords: PasswordHasher
  /** What this deployment asks of passwords beyond their length. */
  readonly passwordSwitches: PasswordSwitches
  readonly gateways: Gateways
  /** Address of the pages as letters and messages print it, without a slash at the end. */
  readonly publicUrl: string
  readonly demo: boolean
}
