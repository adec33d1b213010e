import type { ReactElement } from 'react'
import { listUnitTodos } from '../contract/invoicing.ts'
import { countWork } from '../contract/work-pool.ts'
import { useClaimTodos } from './claims/claim-todos.ts'
import { SettlementHint } from './invoicing/SettlementHint.tsx'
import { unitTodoList } from './invoicing/unit-todos.ts'
import { usePayoutTodos } from './payouts/payout-todos.ts'
import { today } from './shared/today.ts'
import { useEndpointQuery } from './shared/use-endpoint.ts'
import { words } from './words/words.ts'
import { HomeTodos } from './work-pool/HomeTodos.tsx'

const EVERY = 60_000

/** What a unit has to do first, each with its deadline and one button, and the settlement day of its office. */
export function UnitHome(): ReactElement {
  const { data, error, refetch } = useEndpointQuery(listUnitTodos, {}, { every: EVERY })
  const counts = useEndpointQuery(countWork, {}, { every: EVERY })
  const claims = useClaimTodos()
  const payouts = usePayoutTodos()
  const enrolments = data && unitTodoList(data, counts.data?.lettersToPrint ?? 0, today())
  return (
    <>
      {data && <SettlementHint settlement={data.settlement} />}
      <HomeTodos
        todos={enrolments && [...payouts, ...claims.returned, ...enrolments, ...claims.open]}
        error={error}
        onRetry={() => void refetch()}
        nothing={words('home.noneUnit')}
        more={[
          ...(data && data.more > 0 ? [words('home.more', { count: data.more })] : []),
          ...(claims.more > 0 ? [words('home.moreReturned', { count: claims.more })] : []),
        ]}
      />
    </>
  )
}
