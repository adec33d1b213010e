import type { ReactElement } from 'react'
import { countWork } from '../contract/work-pool.ts'
import { useSession } from './accounts/session.ts'
import { useUndeliveredTodo } from './oversight/undelivered.ts'
import { usePayoutTodos } from './payouts/payout-todos.ts'
import { useEndpointQuery } from './shared/use-endpoint.ts'
import { words } from './words/words.ts'
import { HomeTodos } from './work-pool/HomeTodos.tsx'
import { ownPhoneTodos, poolTodos } from './work-pool/todos.ts'

/** What an officer has to do first: the pools of their desks, each with its most urgent deadline. */
export function OfficeHome(): ReactElement {
  const { phoneMasked } = useSession()
  const { data, error, refetch } = useEndpointQuery(countWork, {}, { every: 60_000 })
  const payouts = usePayoutTodos()
  const undelivered = useUndeliveredTodo()
  return (
    <HomeTodos
      todos={data && [...ownPhoneTodos(phoneMasked), ...poolTodos(data), ...payouts, ...undelivered]}
      error={error}
      onRetry={() => void refetch()}
      nothing={words('home.noneOffice')}
    />
  )
}
