import { sql } from 'kysely'
import { asSystem, type Actor } from './actors.ts'
import type { TestServer } from './test-server.ts'

/** What 单位注册 leaves of the handler's unit: its record, with the handler as the contact who is told. */
export async function registerUnit(server: Pick<TestServer, 'services'>, handler: Actor): Promise<void> {
  const { organisationId, accountId } = handler
  await asSystem(server.services, ({ db }) =>
    sql`insert into units (organisation_id, place, credit_code, kind, staff_count, women_count, contact_account_id)
      select id, low, code, 'enterprise', 10, 5, ${accountId} from organisations where id = ${organisationId}`.execute(
      db,
    ),
  )
}
