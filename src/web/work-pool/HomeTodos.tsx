import type { ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { TodoList } from './TodoList.tsx'
import type { Todo } from './todos.ts'

type Props = {
  readonly todos: readonly Todo[] | undefined
  readonly error: unknown
  readonly onRetry: () => void
  /** What to do where nothing waits. */
  readonly nothing: string
  /** How many more there are than are listed, and where: a sentence for each list. */
  readonly more?: readonly string[]
}

/** The card of 首页 with what to do first. */
export function HomeTodos({ todos, error, onRetry, nothing, more = [] }: Props): ReactElement {
  return (
    <section className="card" aria-labelledby="todo">
      <div className="card-head">
        <h2 id="todo">{words('home.first')}</h2>
      </div>
      {todos === undefined && error === null && <Skeleton />}
      {todos === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={onRetry} />}
      {todos?.length === 0 && <EmptyState icon="check" heading="h3" title={words('home.none')} text={nothing} />}
      {todos !== undefined && todos.length > 0 && <TodoList todos={todos} />}
      {more.map((sentence) => (
        <p className="card-body quiet" key={sentence}>
          {sentence}
        </p>
      ))}
    </section>
  )
}
