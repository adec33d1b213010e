import '../words/zh/messages.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listUndelivered } from '../../contract/messages.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { shownCount } from '../shared/shown.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { words } from '../words/words.ts'
import type { Todo } from '../work-pool/todos.ts'

const EVERY_MS = 60_000

/** Messages that were given up lately; undefined for whoever does not administer. */
export function useUndelivered(): OutputOf<typeof listUndelivered> | undefined {
  const enabled = holdsAny(useSession(), ['administration'])
  return useEndpointQuery(listUndelivered, {}, { every: EVERY_MS, enabled }).data
}

/** What they ask of an administrator on 首页. */
export function useUndeliveredTodo(): readonly Todo[] {
  const total = useUndelivered()?.total ?? 0
  if (total === 0) return []
  return [
    {
      key: 'undelivered',
      tone: 'returned',
      tag: words('messages.failed'),
      title: words('messages.todo', { count: shownCount(total) }),
      facts: words('messages.todoText'),
      deadline: undefined,
      path: '/tasks',
      action: words('messages.see'),
    },
  ]
}
