import type { OutputOf } from '../../contract/endpoint.ts'
import type { countWork } from '../../contract/work-pool.ts'
import type { CountKey } from '../shared/menu-item.ts'
import { menu } from '../shared/menu.ts'
import type { Tone } from '../ui/StateTag.tsx'
import { words, type PlainKey } from '../words/words.ts'

/** One thing to do: how urgent, what, its facts, and the one button that leads to it. */
export type Todo = {
  readonly key: string
  readonly tone: Tone
  readonly tag: string
  readonly title: string
  readonly facts: string
  readonly path: string
  readonly action: string
}

type Counts = OutputOf<typeof countWork>
type Pool = Counts['pools'][number]

/** Where a count's work is done: the menu's line with that count. */
function pathOf(count: CountKey): string {
  return menu.find((item) => item.count === count)?.path ?? '/'
}

function ofPool({ kind, waiting, mine, overdue }: Pool): Todo {
  const [tone, tag]: [Tone, string] =
    overdue > 0
      ? ['returned', words('home.overdue', { count: overdue })]
      : mine > 0
        ? ['your-turn', words('home.yourTurn')]
        : ['in-entry', words('home.waiting')]
  return {
    key: kind,
    tone,
    tag,
    title: words(`home.pool.${kind}`),
    facts: words('home.waitingMine', { waiting, mine }),
    path: pathOf(kind),
    action: words('home.do'),
  }
}

function ofUnit(count: number, key: CountKey, title: PlainKey, facts: PlainKey, action: PlainKey): Todo[] {
  if (count === 0) return []
  return [
    {
      key,
      tone: 'your-turn',
      tag: words('home.count', { count }),
      title: words(title),
      facts: words(facts),
      path: pathOf(key),
      action: words(action),
    },
  ]
}

/** What these counts ask for, the overdue first, then what one holds, then what waits. */
export function todosOf(counts: Counts): readonly Todo[] {
  const rank = ({ overdue, mine }: Pool) => (overdue > 0 ? 0 : mine > 0 ? 1 : 2)
  const pools = counts.pools.filter(({ waiting, mine }) => waiting + mine > 0).sort((a, b) => rank(a) - rank(b))
  return [
    ...pools.map(ofPool),
    ...ofUnit(counts.enrolmentsToEdit, 'enrolments-to-edit', 'home.toEdit', 'home.toEditText', 'home.edit'),
    ...ofUnit(counts.enrolmentsToInvoice, 'enrolments-to-invoice', 'home.toInvoice', 'home.toInvoiceText', 'home.do'),
    ...ofUnit(counts.lettersToPrint, 'letters-to-print', 'home.toPrint', 'home.toPrintText', 'home.print'),
  ]
}
