import { sql } from 'kysely'
import type { Desk } from '../../src/domain/organisations/desks.ts'
import type { AccountId, MessageId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { saveNewAccount } from '../../src/server/accounts/account-store.ts'
import { openMessage } from '../../src/server/messages/sealed-message.ts'
import { asSystem } from './actors.ts'
import type { TestServer } from './test-server.ts'

export type AccountWishes = {
  readonly userName: string
  readonly name?: string
  readonly password?: string
  readonly phone: string
  readonly idNumber?: string
  readonly desks: readonly Desk[]
}

/** An account with a password of its own, or an invited one without. */
export function makeAccount(
  { services }: Pick<TestServer, 'services'>,
  organisationId: OrganisationId,
  { userName, name = '测试', password, phone, idNumber, desks }: AccountWishes,
): Promise<AccountId> {
  return asSystem(services, async (tx) => {
    const { rows } = await sql<{ low: number }>`select low from organisations where id = ${organisationId}`.execute(
      tx.db,
    )
    const organisation = { id: organisationId, place: rows[0]?.low ?? 0 }
    const passwordHash = password && (await services.passwords.hash(password))
    const secrets = { phone, ...(idNumber ? { idNumber } : {}) }
    const wanted = { organisation, userName, name, desks, secrets }
    return saveNewAccount(tx, services.crypto, passwordHash ? { ...wanted, passwordHash } : wanted)
  })
}

export type Sent = { readonly kind: string; readonly to: string; readonly variables: Readonly<Record<string, string>> }

/** Messages to a phone, the last first, but for those whose content is wiped, as nothing more will be done about them. */
export function messagesTo({ services }: Pick<TestServer, 'services'>, phone: string): Promise<Sent[]> {
  return asSystem(services, async (tx) => {
    const { rows } = await sql<{ id: MessageId; kind: string; recipient: Uint8Array; variables: Uint8Array }>`
      select id, kind, recipient_sealed as recipient, variables_sealed as variables from messages
      where variables_sealed is not null order by at desc, id desc`.execute(tx.db)
    return rows
      .map(({ id, kind, recipient, variables }) => ({
        kind,
        ...openMessage(services.crypto, id, { recipientSealed: recipient, variablesSealed: variables }),
      }))
      .filter(({ to }) => to === phone)
  })
}

/** The code in the last message to a phone. */
export async function lastCode(server: Pick<TestServer, 'services'>, phone: string): Promise<string> {
  const [last] = await messagesTo(server, phone)
  const code = last?.variables['code']
  if (code === undefined) throw new Error(`no code was sent to ${phone}`)
  return code
}

/** The record of an organisation that is a member unit, as its approval would have written it. */
export function makeUnit(
  { services }: Pick<TestServer, 'services'>,
  unitId: OrganisationId,
  contact: AccountId,
): Promise<void> {
  return asSystem(services, async (tx) => {
    await sql`insert into units (organisation_id, place, credit_code, kind, staff_count, women_count, contact_account_id,
        invoice_title, tax_number)
      select id, low, code, 'enterprise', 50, 20, ${contact}, name, code from organisations where id = ${unitId}`.execute(
      tx.db,
    )
  })
}
