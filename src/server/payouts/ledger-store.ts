import { sql } from 'kysely'
import { isBalanced, paymentLines, reversed, type JournalKind, type LedgerLine } from '../../domain/payouts/ledger.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import type { StoredLine } from './batch-store.ts'

type Posted = LedgerLine & { readonly id: string }

/** Posts what a paid line moves. */
export async function postPayment(tx: Transaction, officeId: OrganisationId, line: StoredLine): Promise<void> {
  const entries = paymentLines(line.amount).map((entry) => ({ ...entry, reverses: null }))
  await insertJournal(tx, 'payment', officeId, line, entries)
}

/** Posts the opposite of a paid line's entries, each linked to the one that it takes back. */
export async function postReversal(tx: Transaction, officeId: OrganisationId, line: StoredLine): Promise<void> {
  const { rows } = await sql<Posted>`select id, account, debit, credit from ledger_entries
    where line_id = ${line.id} and kind = 'payment' and ${inScope(tx, 'place')} order by id`.execute(tx.db)
  if (rows.length === 0) throw new Error(`line ${line.id} was never posted`)
  const entries = rows.map(({ id, ...entry }) => ({ ...reversed(entry), reverses: id }))
  await insertJournal(tx, 'reversal', officeId, line, entries)
}

async function insertJournal(
  tx: Transaction,
  kind: JournalKind,
  officeId: OrganisationId,
  line: StoredLine,
  entries: readonly (LedgerLine & { readonly reverses: string | null })[],
): Promise<void> {
  if (!isBalanced(entries)) throw new Error(`the entries of line ${line.id} do not balance`)
  const journalId = newId()
  const now = new Date(tx.now)
  const rows = entries.map(
    ({
      account,
      debit,
      credit,
      reverses,
    }) => sql`(${newId()}::uuid, ${journalId}::uuid, ${kind}, ${account}, ${debit}::bigint,
      ${credit}::bigint, ${line.place}::bigint, ${officeId}::uuid, ${line.batchId}::uuid, ${line.id}::uuid,
      ${line.claimId}::uuid, ${reverses}::uuid, ${businessDay(tx.now)}::date, ${now}::timestamptz)`,
  )
  await sql`insert into ledger_entries (id, journal_id, kind, account, debit, credit, place, office_id, batch_id, line_id,
      claim_id, reverses, posted_on, posted_at) values ${sql.join(rows)}`.execute(tx.db)
}
