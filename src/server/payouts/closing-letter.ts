import type { Transaction } from '../db/transaction.ts'
import type { StoredClaim } from '../claims/claim-store.ts'
import type { Services } from '../services.ts'
import type { StoredLine } from './batch-store.ts'

/** Temporary. */
export async function issueClosingLetter(
  _tx: Transaction,
  _services: Services,
  _claim: StoredClaim,
  _line: StoredLine,
): Promise<void> {}
