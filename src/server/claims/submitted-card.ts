import { sql } from 'kysely'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { cardIndexOf } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

/** Keeps which card a case asks to be paid to, so that it is found with another person's case before either is approved. */
export async function keepSubmittedCard(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  { id }: Pick<StoredClaim, 'id'>,
  card: string,
): Promise<void> {
  await sql`update claims set submitted_card_index = ${cardIndexOf(crypto, card)}
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
