import { sql } from 'kysely'
import { INVOICE_USES, type InvoiceUseCode } from '../../contract/words/entry-words.ts'
import { hospitalKey } from '../../domain/claims/entry-missing.ts'
import { excludeEachOther } from '../../domain/claims/companion-kinds.ts'
import { parseInvoiceNumber } from '../../domain/claims/invoice-number.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { refused } from '../refusal.ts'
import { invoiceIndexOf } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

/** An invoice of a case as it is recognised: hospital and number, both normalised, and the sheet that it stands on. */
export type ClaimInvoice = { readonly index: Buffer; readonly sheet: number }

/** The invoices of an entry that can be read; sheets without one have none. */
export function invoicesOf(crypto: CryptoProvider, { sheets }: ClaimEntry): readonly ClaimInvoice[] {
  return sheets.flatMap(({ hospital, invoiceNumber }, sheet) => {
    const read = parseInvoiceNumber(invoiceNumber)
    return read.ok ? [{ index: invoiceIndexOf(crypto, hospitalKey(hospital), read.value.key), sheet }] : []
  })
}

type UseRow = { index: Buffer; otherPerson: boolean; coverId: string; kind: ClaimKind; number: string | null }
type Use = { readonly sheet: number; readonly code: InvoiceUseCode; readonly number: string; readonly sentence: string }
type Invoiced = Pick<StoredClaim, 'id' | 'personId' | 'coverId' | 'kind'>

/**
 * How another case excludes this one, if it does: once per cover and kind, by one person only, and not as illness and
 * accident both. Source: decisions, "One invoice, many rights".
 */
function exclusionBy(row: UseRow, { coverId, kind }: Invoiced): InvoiceUseCode | undefined {
  if (row.otherPerson) return 'of-other-person'
  if (row.coverId === coverId && row.kind === kind) return 'used-already'
  return excludeEachOther(kind, row.kind) ? 'illness-and-accident' : undefined
}

/** Invoices that other live cases use in a way that excludes this one; those are named only within the caller's scope. */
export async function findInvoiceUses(
  tx: Transaction,
  claim: Invoiced,
  invoices: readonly ClaimInvoice[],
): Promise<readonly Use[]> {
  if (invoices.length === 0) return []
  const indexes = invoices.map(({ index }) => index)
  const { rows } =
    await sql<UseRow>`select invoice_index as index, other_person as "otherPerson", cover_id as "coverId", kind,
      number
    from invoice_uses(array[${sql.join(indexes)}]::bytea[], ${claim.personId}, ${claim.id})`.execute(tx.db)
  const uses = rows.flatMap((row): Use[] => {
    const code = exclusionBy(row, claim)
    const invoice = invoices.find(({ index }) => index.equals(row.index))
    if (code === undefined || !invoice) return []
    const number = row.number ?? ''
    return [{ sheet: invoice.sheet, code, number, sentence: INVOICE_USES[code](number) }]
  })
  return uses.filter(({ sheet }, at) => uses.findIndex((use) => use.sheet === sheet) === at)
}

const REFUSALS: Readonly<
  Record<string, 'invoice-used-already' | 'invoice-of-other-person' | 'invoice-illness-and-accident'>
> = {
  claim_invoices_once: 'invoice-used-already',
  invoice_of_one_person: 'invoice-of-other-person',
  invoice_illness_or_accident: 'invoice-illness-and-accident',
}
const UNIQUE_AND_EXCLUSION = ['23505', '23P01']

/** Puts the invoices of a case behind their walls in the place of those it had; who was faster is told as a refusal. */
export async function holdInvoices(
  tx: Transaction,
  claim: StoredClaim,
  invoices: readonly ClaimInvoice[],
): Promise<void> {
  await sql`delete from claim_invoices where claim_id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  try {
    for (const { index } of invoices)
      await sql`insert into claim_invoices (claim_id, invoice_index, place, person_id, cover_id, kind)
        values (${claim.id}, ${index}, ${claim.place}, ${claim.personId}, ${claim.coverId}, ${claim.kind})`.execute(
        tx.db,
      )
  } catch (error) {
    const broken = error instanceof Error && 'code' in error && 'constraint' in error ? error : undefined
    const code = UNIQUE_AND_EXCLUSION.includes(String(broken?.code)) ? REFUSALS[String(broken?.constraint)] : undefined
    if (code === undefined) throw error
    refused({ code, number: claim.number })
  }
}

/** The case was declined, refused or withdrawn: its invoices can be claimed again. */
export async function freeInvoices(tx: Transaction, { id }: Pick<StoredClaim, 'id'>): Promise<void> {
  await sql`update claim_invoices set live = false where claim_id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
