import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { getHandlers as getEndpoint, listUnits as endpoint } from '../../contract/handlers.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import { normaliseCreditCode } from '../../domain/units/credit-code.ts'
import { CHANGE_FIELDS, type UnitChange } from '../../domain/units/unit-change.ts'
import { openAccount } from '../accounts/account-secrets.ts'
import { listMembers } from '../accounts/member-lists.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { PAGE_SIZE, pageOf, readCursor } from '../db/keyset.ts'
import { containing } from '../db/patterns.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { refused } from '../refusal.ts'
import { getUnit } from './unit-store.ts'

type Answer = OutputOf<typeof endpoint>
type Handler = NonNullable<Answer['rows'][number]['handler']>

type Row = {
  id: string
  place: number
  name: string
  creditCode: string
  agencyName: string
  accountId: string | null
  handlerName: string | null
  state: Handler['state'] | null
  sealed: Buffer | null
}

/** Member units in scope, those of one agency together, by keyset pages. */
export async function listUnits(
  tx: Transaction,
  crypto: CryptoProvider,
  { unitName, creditCode, cursor, limit: size = PAGE_SIZE }: InputOf<typeof endpoint>,
): Promise<Answer> {
  const from = readPlace(cursor)
  const { rows } = await sql<Row>`select o.id, o.low as place, o.name, u.credit_code as "creditCode",
      parent.name as "agencyName", a.id as "accountId", a.name as "handlerName", a.state, a.sealed
    from units u join organisations o on o.id = u.organisation_id join organisations parent on parent.id = o.parent_id
      left join accounts a on a.id = u.contact_account_id
    where ${inScope(tx, 'u.place')} and o.low > ${from}
      and ${unitName ? sql`o.name like ${containing(unitName.trim())}` : sql`true`}
      and ${creditCode ? sql`u.credit_code like ${containing(normaliseCreditCode(creditCode))}` : sql`true`}
    order by o.low limit ${size + 1}`.execute(tx.db)
  const page = pageOf(rows, size, ({ place }) => [place])
  return { rows: page.rows.map((row) => wireRow(crypto, row)), next: page.next }
}

function readPlace(cursor: string | undefined): number {
  const [place] = readCursor(cursor, 1) ?? [-1]
  return typeof place === 'number' && Number.isSafeInteger(place) ? place : refused({ code: 'not-found' })
}

function wireRow(crypto: CryptoProvider, row: Row): Answer['rows'][number] {
  const { id, name, creditCode, agencyName, accountId, handlerName, state, sealed } = row
  if (accountId === null || handlerName === null || state === null || sealed === null)
    return { id, name, creditCode, agencyName, handler: null }
  const phoneMasked = maskPhone(openAccount(crypto, accountId, sealed).phone)
  const handler = { name: maskName(handlerName), phoneMasked, state }
  return { id, name, creditCode, agencyName, handler }
}

type ChangeRow = { id: string; at: Date; officer: string; reason: string; fields: UnitChange; before: UnitChange }

/** Who handles a unit's things, and the last ten times that the office itself changed that. */
export async function getHandlers(
  tx: Transaction,
  crypto: CryptoProvider,
  { id }: InputOf<typeof getEndpoint>,
): Promise<OutputOf<typeof getEndpoint>> {
  const unit = await getUnit(tx, id as OrganisationId)
  const { rows } = await sql<ChangeRow>`select c.id, c.requested_at as at, coalesce(a.name, '') as officer,
      c.explanation as reason, c.fields, c.before
    from unit_changes c left join accounts a on a.id = c.requested_by
    where c.unit_id = ${unit.id} and c.by_office and ${inScope(tx, 'c.place')}
    order by c.requested_at desc, c.id desc limit 10`.execute(tx.db)
  const { name, creditCode, version, contactAccountId: leadId } = unit
  return {
    name,
    creditCode,
    leadId,
    version,
    ...(await listMembers(tx, crypto, unit.id)),
    changes: rows.map(({ fields, before, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      changes: CHANGE_FIELDS.filter((field) => fields[field] !== undefined).map((field) => ({
        field,
        before: before[field] ?? '',
        after: fields[field] ?? '',
      })),
    })),
  }
}
