import type { OutputOf } from '../../contract/endpoint.ts'
import type { countWork } from '../../contract/work-pool.ts'
import { countText } from '../../domain/shared/counted.ts'
import type { CountKey } from '../shared/menu-item.ts'
import { menu } from '../shared/menu.ts'
import type { Tone } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'

/** One thing to do: how urgent, what, its facts, and the one button that leads to it. */
export type Todo = {
  readonly key: string
  readonly tone: Tone
  readonly tag: string
  readonly title: string
  readonly facts: string
  /** When it should be done; undefined where nothing presses. */
  readonly deadline: TodoDeadline | undefined
  readonly path: string
  /** What the page is asked to show, e.g. its tab. */
  readonly search?: Readonly<Record<string, string>>
  readonly action: string
}

export type TodoDeadline = { readonly at: string; readonly overdue: boolean }

type Counts = OutputOf<typeof countWork>
type Pool = Counts['pools'][number]

/** Where a count's work is done: the menu's line with that count. */
function placeOf(count: CountKey): Pick<Todo, 'path'> {
  return { path: menu.find((item) => item.count === count)?.path ?? '/' }
}

function ofPool({ kind, waiting, mine, overdue, due }: Pool): Todo {
  const [tone, tag]: [Tone, string] =
    overdue > 0
      ? ['returned', words('home.overdue', { count: countText(overdue) })]
      : mine > 0
        ? ['your-turn', words('home.yourTurn')]
        : ['in-entry', words('home.waiting')]
  return {
    key: kind,
    tone,
    tag,
    title: words(`home.pool.${kind}`),
    facts: words('home.waitingMine', { waiting: countText(waiting), mine }),
    deadline: due === null ? undefined : { at: due, overdue: overdue > 0 },
    ...placeOf(kind),
    action: words('home.do'),
  }
}

/** Whoever has no phone cannot get back in without the password: the first administrator’s is entered after the activation. */
export function ownPhoneTodos(phoneMasked: string): readonly Todo[] {
  if (phoneMasked !== '') return []
  return [
    {
      key: 'own-phone',
      tone: 'your-turn',
      tag: words('home.tag.phone'),
      title: words('home.ownPhone'),
      facts: words('home.ownPhoneText'),
      deadline: undefined,
      path: '/account',
      action: words('home.act.phone'),
    },
  ]
}

/** What the pools of an officer ask for, the overdue first, then what one holds, then what waits. */
export function poolTodos(counts: Counts): readonly Todo[] {
  const rank = ({ overdue, mine }: Pool) => (overdue > 0 ? 0 : mine > 0 ? 1 : 2)
  const pools = counts.pools.filter(({ waiting, mine }) => waiting + mine > 0).sort((a, b) => rank(a) - rank(b))
  return pools.map(ofPool)
}
