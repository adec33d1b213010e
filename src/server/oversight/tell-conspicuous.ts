import { sql } from 'kysely'
import { inScope, inTransaction } from '../db/transaction.ts'
import type { JobsLog } from '../jobs/start-jobs.ts'
import type { Services } from '../services.ts'

const DAY_MS = 86_400_000

type Conspicuous = { readonly accountId: string; readonly kind: keyof typeof DID; readonly times: number }

const DID = {
  search: 'was blocked after too many searches for unknown people',
  exports: 'began conspicuously many exports',
} as const

/**
 * Who was blocked or exported conspicuously often within the last day, as warnings in the operator's log: by account,
 * whose name 机构与岗位 shows. Source: security 46.
 */
export async function tellConspicuous({ transactions, clock }: Services, log: JobsLog): Promise<void> {
  const request = { begin: { kind: 'system', purpose: 'nightly' }, command: null, now: clock() } as const
  const { rows } = await inTransaction(transactions, request, (tx) =>
    sql<Conspicuous>`select account_id as "accountId",
        case action when 'claims.person-search-blocked' then 'search' else 'exports' end as kind, count(*)::int as times
      from journal where at > ${new Date(tx.now - DAY_MS)} and account_id is not null and ${inScope(tx, 'place')}
        and (action = 'claims.person-search-blocked' or facts ->> 'alert' = 'many-exports')
      group by 1, 2 order by 1, 2`.execute(tx.db),
  )
  for (const { accountId, kind, times } of rows)
    log.warn(`account ${accountId} ${DID[kind]}, ${times} ${times === 1 ? 'time' : 'times'} within the last day.`)
}
