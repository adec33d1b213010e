import type { OutputOf } from '../../contract/endpoint.ts'
import type { countWork } from '../../contract/work-pool.ts'
import { words } from '../words/words.ts'
import type { Todo } from '../work-pool/todos.ts'

type Counts = OutputOf<typeof countWork>

/** What a unit has to do for its claims: what came back first, then what waits to be entered. */
export function claimTodos(counts: Counts | undefined): readonly Todo[] {
  const returned = counts?.claimsReturned ?? 0
  const entry = counts?.pools.find(({ kind }) => kind === 'claim-entry')
  const open = (entry?.waiting ?? 0) + (entry?.mine ?? 0)
  const common = { deadline: undefined, action: words('home.do') }
  return [
    ...(returned === 0
      ? []
      : [
          {
            ...common,
            key: 'claims-returned',
            tone: 'returned' as const,
            tag: words('home.count', { count: returned }),
            title: words('home.claimsReturned'),
            facts: words('home.claimsReturnedText'),
            path: '/claims',
          },
        ]),
    ...(open === 0
      ? []
      : [
          {
            ...common,
            key: 'claim-entry',
            tone: 'your-turn' as const,
            tag: words('home.count', { count: open }),
            title: words('home.pool.claim-entry'),
            facts: words('home.waitingMine', { waiting: entry?.waiting ?? 0, mine: entry?.mine ?? 0 }),
            path: '/claim-entry',
          },
        ]),
  ]
}
