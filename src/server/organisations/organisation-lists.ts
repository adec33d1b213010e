import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listOrganisations as endpoint } from '../../contract/organisations.ts'
import { inScope, type Transaction } from '../db/transaction.ts'

type Organisation = OutputOf<typeof endpoint>['organisations'][number]
type Row = Omit<Organisation, 'account'> & {
  accountName: string | null
  bank: string | null
  accountNumber: string | null
}

/** Head office, offices and agencies in scope: places sort parents before their children. */
export async function listOrganisations(tx: Transaction): Promise<OutputOf<typeof endpoint>> {
  const { rows } = await sql<Row>`select id, parent_id as "parentId", kind, code, name, address, telephone, mail,
      bank_account_name as "accountName", bank_name as bank, bank_account_number as "accountNumber",
      settlement_day as "settlementDay", one_person_may_review_and_confirm as "onePersonMayReviewAndConfirm",
      unpaid_days as "unpaidDays", seal_file_id is not null as "hasSeal", units_below as units, version
    from organisations where kind <> 'unit' and ${inScope(tx, 'low')} order by low`.execute(tx.db)
  return {
    organisations: rows.map(({ accountName, bank, accountNumber, ...row }) => ({
      ...row,
      account: accountName && bank && accountNumber ? { name: accountName, bank, number: accountNumber } : null,
    })),
  }
}
