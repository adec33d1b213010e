import type { OutputOf } from '../../contract/endpoint.ts'
import type { listUnitTodos } from '../../contract/invoicing.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import type { Tone } from '../ui/StateTag.tsx'
import type { Todo } from '../work-pool/todos.ts'
import { listOf, reasonsOf, words } from '../words/words.ts'

export type UnitTodos = OutputOf<typeof listUnitTodos>
type UnitTodo = UnitTodos['todos'][number]

const tones: Readonly<Record<UnitTodo['kind'], Tone>> = {
  mend: 'returned',
  enter: 'draft',
  invoice: 'your-turn',
  pay: 'awaiting-payment',
}

function titleOf({ kind, number, missing }: UnitTodo): string {
  return kind === 'pay'
    ? words('home.todo.pay', { number, missing: shownYuan(missing ?? '0.00') })
    : words(`home.todo.${kind}`, { number })
}

function factsOf({ planNames, people, deadline, because }: UnitTodo): string {
  const about =
    planNames.length === 0
      ? words('home.noPlan')
      : words('home.people', { plans: listOf(planNames), people: shownCount(people) })
  if (deadline === null || because === null) return about
  return reasonsOf([about, words(`home.because.${because}`, { date: deadline })])
}

function toDo(todo: UnitTodo, today: string): Todo {
  const { id, kind, deadline } = todo
  const entering = kind === 'mend' || kind === 'enter'
  return {
    key: id,
    tone: tones[kind],
    tag: words(`home.tag.${kind}`),
    title: titleOf(todo),
    facts: factsOf(todo),
    // The whole day counts.
    deadline: deadline === null ? undefined : { at: `${deadline}T23:59:59+08:00`, overdue: deadline < today },
    path: entering ? `/enrolments/${id}/plans` : `/invoices/${id}`,
    action: words(entering ? 'home.edit' : `home.act.${kind}`),
  }
}

/** What a unit has to do, and the letters that wait to be printed. */
export function unitTodoList({ todos }: UnitTodos, lettersToPrint: number, today: string): readonly Todo[] {
  const enrolments = todos.map((todo) => toDo(todo, today))
  if (lettersToPrint === 0) return enrolments
  const print: Todo = {
    key: 'print',
    tone: 'your-turn',
    tag: words('home.tag.print'),
    title: words('home.toPrint', { count: lettersToPrint }),
    facts: words('home.toPrintText'),
    deadline: undefined,
    path: '/certificates',
    action: words('home.print'),
  }
  return [...enrolments, print]
}
