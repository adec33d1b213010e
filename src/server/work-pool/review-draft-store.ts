import { sql } from 'kysely'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { withNext } from '../db/prepared.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'

const SEALED = 'review_drafts.sealed'

/** A draft opens only for the reviewer who wrote it. */
const recordOf = (tx: Transaction, subject: string) => `${subject} ${callerIn(tx).accountId}`

export type ReviewDraft = {
  readonly subject: string
  /** Place of the organisation whose subject it is. */
  readonly place: number
  /** What the capability keeps, as it takes it back. */
  readonly content: unknown
}

/** Keeps what the caller has gathered about a subject, in the place of what was kept before. */
export async function saveReviewDraft(
  tx: Transaction,
  crypto: CryptoProvider,
  { subject, place, content }: ReviewDraft,
): Promise<void> {
  const sealed = crypto.seal(SEALED, recordOf(tx, subject), JSON.stringify(content))
  await sql`insert into review_drafts (subject_id, account_id, place, sealed, saved_at)
    values (${subject}, ${callerIn(tx).accountId}, ${place}, ${sealed}, ${new Date(tx.now)})
    on conflict (subject_id, account_id) do update set sealed = excluded.sealed, saved_at = excluded.saved_at`.execute(
    tx.db,
  )
}

/** What the caller has gathered about a subject; undefined where there is nothing. */
export async function findReviewDraft(tx: Transaction, crypto: CryptoProvider, subject: string): Promise<unknown> {
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from review_drafts
    where subject_id = ${subject} and account_id = ${callerIn(tx).accountId} and ${inScope(tx, 'place')}`.execute(tx.db)
  const row = rows[0]
  return row && JSON.parse(crypto.open(SEALED, recordOf(tx, subject), row.sealed).toString())
}

/** Everybody's drafts about a subject end with its decision. */
export async function dropReviewDrafts(tx: Transaction, subject: string): Promise<void> {
  await withNext(sql`delete from review_drafts where subject_id = ${subject} and ${inScope(tx, 'place')}`).execute(
    tx.db,
  )
}
