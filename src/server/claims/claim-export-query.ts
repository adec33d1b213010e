import { sql, type RawBuilder } from 'kysely'
import type { ClaimQuery } from '../../contract/words/claim-query-words.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { filteredClaims, findPerson, inTab } from './claim-lists.ts'

/** The cases that were queried, from the tables that filters and columns name. */
export async function queriedClaims(
  tx: Transaction,
  crypto: CryptoProvider,
  query: ClaimQuery,
): Promise<RawBuilder<unknown>> {
  const { tab, ...filters } = query
  const personId = await findPerson(tx, crypto, query.idNumber)
  return sql`claims c
    join people p on p.id = c.people_id
    join plan_versions v on v.id = c.plan_version_id
    join organisations unit on unit.id = c.unit_id
    left join organisations agency on agency.id = c.agency_id
    where ${inScope(tx, 'c.place')} and ${inTab(tx, tab)} and ${filteredClaims({ ...filters, personId })}`
}

/** How many there are, as far as `most`. */
export async function countClaims(tx: Transaction, queried: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from (
    select from ${queried} limit ${most}) counted`.execute(tx.db)
  return rows[0]?.rows ?? 0
}
