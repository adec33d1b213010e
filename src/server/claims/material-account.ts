import { sql } from 'kysely'
import type { saveMaterialAccount as endpoint } from '../../contract/claim-materials.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { keptAccount, lacksAccount, withAccount, type TypedAccount } from '../../domain/claims/payee-account.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openEntry, sealEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'
import { lockEvent } from './lock-event.ts'

/**
 * Keeps what is typed beside the card, so that it is there after a reload and in 领款人信息. What is not named stays: several
 * may upload to one case at once, and the page of one does not know what the other typed.
 */
export async function saveMaterialAccount(
  tx: Transaction,
  { crypto }: Services,
  { id, card, bank }: InputOf<typeof endpoint>,
): Promise<{ done: true }> {
  const { claim } = await lockEvent(tx, id as ClaimId)
  const { payee } = openEntry(crypto, claim)
  const account = accepted(keptAccount({ card: card ?? payee.card, bank: bank ?? payee.bank }))
  const changed = await saveAccount(tx, crypto, claim, account)
  const facts = { changed, whole: account.card !== '' && account.bank !== '' }
  await record(tx, { action: 'claim-materials.save-account', subject: claim.id, place: claim.place, facts })
  return { done: true }
}

/** Writes an account to the payee of a locked case, where it differs. */
export async function saveAccount(
  tx: Transaction,
  crypto: CryptoProvider,
  claim: StoredClaim,
  account: TypedAccount,
): Promise<boolean> {
  const entry = openEntry(crypto, claim)
  if (entry.payee.card === account.card && entry.payee.bank === account.bank) return false
  await saveSealedEntry(tx, crypto, claim, withAccount(entry, account))
  return true
}

/** One payee for the cases of an event: the account goes to those that have none yet. */
export async function shareAccount(
  tx: Transaction,
  crypto: CryptoProvider,
  siblings: readonly StoredClaim[],
  account: TypedAccount,
): Promise<void> {
  for (const sibling of siblings)
    if (lacksAccount(openEntry(crypto, sibling))) await saveAccount(tx, crypto, sibling, account)
}

async function saveSealedEntry(tx: Transaction, crypto: CryptoProvider, { id }: StoredClaim, entry: ClaimEntry) {
  // No amount depends on the account: the calculation stays fresh.
  await sql`update claims set sealed = ${sealEntry(crypto, id, entry)}, version = version + 1
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
