import { sql } from 'kysely'
import type { AccountId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { saveOrganisation } from '../organisations/organisation-store.ts'
import type { Services } from '../services.ts'
import { saveNewAccount } from './account-store.ts'
import { saveNewActivation } from './activation-store.ts'

const HEAD_OFFICE = { parentId: null, kind: 'head', code: '1000', name: '总会' } as const
const ADMINISTRATOR = { userName: 'admin', name: '系统管理员', desks: ['administration'] } as const

/**
 * A link, good for one use within 72 hours, with which the first administrator of an association without any account in
 * use chooses a password; undefined where somebody has signed in before. What it opens stands after the `#`, which
 * browsers send to nobody.
 */
export async function inviteFirstAdministrator(tx: Transaction, services: Services): Promise<string | undefined> {
  const { rows } = await sql<{ id: AccountId; state: string }>`
    select id, state from accounts where ${inScope(tx, 'place')} order by created_at, id limit 2`.execute(tx.db)
  if (rows.length > 1 || (rows[0] && rows[0].state !== 'invited')) return undefined
  const id = rows[0]?.id ?? (await makeAdministrator(tx, services))
  const code = await saveNewActivation(tx, services, id)
  await record(tx, { action: 'account.first-invited', subject: id })
  return `${services.publicUrl}/activate#user=${ADMINISTRATOR.userName}&code=${code}`
}

async function makeAdministrator(tx: Transaction, { crypto }: Services): Promise<AccountId> {
  const { id, interval } = await saveOrganisation(tx, HEAD_OFFICE)
  const organisation = { id, place: interval.low }
  // Nobody's phone is known yet: after the activation the pages lead to 账号与密码, where it is entered.
  return saveNewAccount(tx, crypto, { ...ADMINISTRATOR, organisation, secrets: { phone: '' } })
}
