import { sql } from 'kysely'
import type { PlanVersionId } from '../../src/domain/shared/ids.ts'
import type { Transaction } from '../../src/server/db/transaction.ts'

/** Id of the version of a plan that was loaded last; undefined where the catalogue has no such plan. */
export async function findLatestVersion(tx: Transaction, code: string): Promise<PlanVersionId | undefined> {
  const { rows } = await sql<{ id: PlanVersionId }>`
    select id from plan_versions where code = ${code} order by loaded_at desc, version desc limit 1`.execute(tx.db)
  return rows[0]?.id
}
