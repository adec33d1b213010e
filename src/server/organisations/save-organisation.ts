import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type {
  addOrganisation as addEndpoint,
  changeOrganisation as changeEndpoint,
} from '../../contract/organisations.ts'
import { judgeChild } from '../../domain/organisations/structure.ts'
import { maskAccountNumber } from '../../domain/organisations/settings.ts'
import type { OrganisationKind } from '../../domain/organisations/tree.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { unless } from '../db/unique-violation.ts'
import { record, type JournalFacts } from '../journal.ts'
import { accepted, found, refused } from '../refusal.ts'
import { saveOrganisation } from './organisation-store.ts'

type Fields = Omit<InputOf<typeof changeEndpoint>, 'id' | 'version'>

/** Adds an office or agency below one in scope. */
export async function addOrganisation(
  tx: Transaction,
  { parentId, kind, code, ...fields }: InputOf<typeof addEndpoint>,
): Promise<{ id: OrganisationId }> {
  const parent = await lockOrganisation(tx, parentId)
  accepted(judgeChild(parent.kind, kind))
  const { name } = fields
  // A code may also be one of another branch, which is not seen from here.
  const made = saveOrganisation(tx, { parentId: parentId as OrganisationId, kind, code, name })
  const { id, interval } = await unless('organisations_code_key', { code: 'organisation-code-used', taken: code }, made)
  await saveFields(tx, id, fields)
  const after = settingsOf(await lockOrganisation(tx, id))
  await record(tx, { action: 'organisations.add', subject: id, place: interval.low, facts: { code, kind }, after })
  return { id }
}

/** Changes an office or agency; the journal has every setting before and after, and which of them differ. */
export async function changeOrganisation(
  tx: Transaction,
  { id, version, ...fields }: InputOf<typeof changeEndpoint>,
): Promise<{ version: number }> {
  const before = await lockOrganisation(tx, id)
  if (before.version !== version) return refused({ code: 'changed-meanwhile' })
  await saveFields(tx, id as OrganisationId, fields)
  const after = await lockOrganisation(tx, id)
  await record(tx, {
    action: 'organisations.change',
    subject: id,
    place: before.place,
    facts: { changed: SETTINGS.filter((setting) => before[setting] !== after[setting]) },
    before: settingsOf(before),
    after: settingsOf(after),
  })
  return { version: version + 1 }
}

type Locked = {
  kind: OrganisationKind
  name: string
  address: string
  telephone: string
  mail: string
  accountName: string | null
  bankName: string | null
  accountNumber: string | null
  settlementDay: number | null
  onePersonMayReviewAndConfirm: boolean
  unpaidDays: number
  place: number
  version: number
}

const SETTINGS = [
  'name',
  'address',
  'telephone',
  'mail',
  'accountName',
  'bankName',
  'accountNumber',
  'settlementDay',
  'onePersonMayReviewAndConfirm',
  'unpaidDays',
] as const

/** The settings for the journal: numbers that look like somebody's and the bank account only by their ends. */
function settingsOf(organisation: Locked): JournalFacts {
  const { accountNumber } = organisation
  const told = SETTINGS.map((setting) => {
    const value = organisation[setting]
    return [setting, typeof value === 'string' ? maskSensitive(value) : value] as const
  })
  return { ...Object.fromEntries(told), accountNumber: accountNumber && maskAccountNumber(accountNumber) }
}

async function lockOrganisation(tx: Transaction, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`select kind, name, address, telephone, mail, bank_account_name as "accountName",
      bank_name as "bankName", bank_account_number as "accountNumber", settlement_day as "settlementDay",
      one_person_may_review_and_confirm as "onePersonMayReviewAndConfirm", unpaid_days as "unpaidDays", low as place, version
    from organisations where id = ${id} and kind <> 'unit' and ${inScope(tx, 'low')} for update`.execute(tx.db)
  return found(rows[0])
}

async function saveFields(tx: Transaction, id: OrganisationId, fields: Fields): Promise<void> {
  const { name, address = '', telephone = '', mail = '', account, settlementDay, unpaidDays } = fields
  await sql`update organisations set name = ${name}, address = ${address}, telephone = ${telephone}, mail = ${mail},
      bank_account_name = ${account?.name ?? null}, bank_name = ${account?.bank ?? null},
      bank_account_number = ${account?.number ?? null}, settlement_day = ${settlementDay ?? null},
      one_person_may_review_and_confirm = ${fields.onePersonMayReviewAndConfirm ?? false},
      unpaid_days = coalesce(${unpaidDays ?? null}::int, unpaid_days), version = version + 1
    where id = ${id} and ${inScope(tx, 'low')}`.execute(tx.db)
}
