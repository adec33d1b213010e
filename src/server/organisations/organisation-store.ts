import { sql } from 'kysely'
import { DEFAULT_SETTLEMENT_DAY } from '../../domain/organisations/settings.ts'
import { intervalBelow, ROOT_INTERVAL, type Interval, type OrganisationKind } from '../../domain/organisations/tree.ts'
import type { FileId, OrganisationId } from '../../domain/shared/ids.ts'
import { newId } from '../db/uuid.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { accepted, found } from '../refusal.ts'

export type NewOrganisation = {
  readonly parentId: OrganisationId | null
  readonly kind: OrganisationKind
  /** Head, office and agency: 4 digits that numbers carry; unit: its unified social credit code. */
  readonly code: string
  readonly name: string
  readonly address?: string
  readonly telephone?: string
  readonly mail?: string
  readonly account?: { readonly name: string; readonly bank: string; readonly number: string }
  readonly settlementDay?: number
  readonly sealFileId?: FileId
}

export type OrganisationNode = { readonly id: OrganisationId; readonly interval: Interval }

type ParentRow = { low: number; high: number; units_below: number; branches_below: number }

/** Locks the parent and gives the child the next interval below it. */
async function nextInterval(tx: Transaction, parentId: OrganisationId, child: 'unit' | 'branch'): Promise<Interval> {
  const { rows } = await sql<ParentRow>`select low, high, units_below, branches_below from organisations
    where id = ${parentId} and ${inScope(tx, 'low')} for update`.execute(tx.db)
  const parent = found(rows[0])
  const count = child === 'unit' ? parent.units_below : parent.branches_below
  const interval = accepted(intervalBelow(parent, child, count))
  const counter = sql.ref(child === 'unit' ? 'units_below' : 'branches_below')
  await sql`update organisations set ${counter} = ${counter} + 1 where id = ${parentId}`.execute(tx.db)
  return interval
}

/** Adds an organisation below its parent (the head office has none); its place never changes afterwards. */
export async function saveOrganisation(tx: Transaction, wanted: NewOrganisation): Promise<OrganisationNode> {
  const { parentId, kind, code, name, address = '', telephone = '', mail = '', account } = wanted
  const interval = parentId ? await nextInterval(tx, parentId, kind === 'unit' ? 'unit' : 'branch') : ROOT_INTERVAL
  const id = newId<OrganisationId>()
  await sql`insert into organisations (id, parent_id, kind, code, name, address, telephone, mail, low, high, bank_account_name,
      bank_name, bank_account_number, settlement_day, seal_file_id, created_at)
    values (${id}, ${parentId}, ${kind}, ${code}, ${name}, ${address}, ${telephone}, ${mail}, ${interval.low}, ${interval.high},
      ${account?.name ?? null}, ${account?.bank ?? null}, ${account?.number ?? null}, ${wanted.settlementDay ?? null},
      ${wanted.sealFileId ?? null}, ${new Date(tx.now)})`.execute(tx.db)
  return { id, interval }
}

export type Office = {
  readonly id: OrganisationId
  readonly code: string
  readonly name: string
  readonly address: string
  readonly telephone: string
  readonly mail: string
  readonly accountName: string
  readonly bankName: string
  readonly accountNumber: string
  readonly settlementDay: number
  readonly onePersonMayReviewAndConfirm: boolean
  readonly unpaidDays: number
  readonly sealFileId: FileId | null
}

type OfficeRow = Omit<Office, 'settlementDay'> & { settlementDay: number | null }

/** The nearest office above a place, or at it: whose account is paid and whose name is on the letters. */
export async function getOfficeOf(tx: Transaction, place: number): Promise<Office> {
  const { rows } =
    await sql<OfficeRow>`select id, code, name, address, telephone, mail, coalesce(bank_account_name, '') as "accountName",
      coalesce(bank_name, '') as "bankName", coalesce(bank_account_number, '') as "accountNumber",
      settlement_day as "settlementDay", one_person_may_review_and_confirm as "onePersonMayReviewAndConfirm",
      unpaid_days as "unpaidDays", seal_file_id as "sealFileId"
    from organisations where kind in ('office', 'head') and low <= ${place} and high >= ${place}
    order by low desc limit 1`.execute(tx.db)
  const office = found(rows[0])
  return { ...office, settlementDay: office.settlementDay ?? DEFAULT_SETTLEMENT_DAY }
}
