import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type {
  addOrganisation as addEndpoint,
  changeOrganisation as changeEndpoint,
} from '../../contract/organisations.ts'
import { judgeChild } from '../../domain/organisations/structure.ts'
import type { OrganisationKind } from '../../domain/organisations/tree.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { unless } from '../db/unique-violation.ts'
import { record } from '../journal.ts'
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
  await record(tx, { action: 'organisations.add', subject: id, place: interval.low, facts: { code, name, kind } })
  return { id }
}

/** Changes an office or agency; a change of its receiving account is journaled with both values. */
export async function changeOrganisation(
  tx: Transaction,
  { id, version, ...fields }: InputOf<typeof changeEndpoint>,
): Promise<{ version: number }> {
  const before = await lockOrganisation(tx, id)
  if (before.version !== version) return refused({ code: 'changed-meanwhile' })
  await saveFields(tx, id as OrganisationId, fields)
  await record(tx, {
    action: 'organisations.change',
    subject: id,
    place: before.place,
    before: { name: before.name, account: before.account, settlementDay: before.settlementDay },
    after: { name: fields.name, account: fields.account?.number ?? null, settlementDay: fields.settlementDay ?? null },
  })
  return { version: version + 1 }
}

type Locked = {
  kind: OrganisationKind
  name: string
  place: number
  account: string | null
  settlementDay: number | null
  version: number
}

async function lockOrganisation(tx: Transaction, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`select kind, name, low as place, bank_account_number as account,
      settlement_day as "settlementDay", version
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
