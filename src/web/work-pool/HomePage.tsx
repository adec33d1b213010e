import '../words/zh/home.ts'
import type { ReactElement } from 'react'
import { countWork } from '../../contract/work-pool.ts'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { TodoList } from './TodoList.tsx'
import { todosOf } from './todos.ts'

/** 首页: what to do first, each with its deadline and one button. */
export function HomePage(): ReactElement {
  const session = useSession()
  const { data, error, refetch } = useEndpointQuery(countWork, {}, { every: 60_000 })
  const unit = isUnitSide(session)
  const todos = data && todosOf(data)
  return (
    <div className="page">
      <PageHead
        title={words('home.title')}
        text={words('home.greeting', { name: session.name, organisation: session.organisation.name })}
      />
      <section className="card" aria-labelledby="todo">
        <div className="card-head">
          <h2 id="todo">{words('home.first')}</h2>
        </div>
        {todos === undefined && error === null && <Skeleton />}
        {todos === undefined && error !== null && (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        )}
        {todos?.length === 0 && (
          <EmptyState
            icon="check"
            heading="h3"
            title={words('home.none')}
            text={words(unit ? 'home.noneUnit' : 'home.noneOffice')}
            action={
              unit ? (
                <LinkButton kind="primary" to="/enrolments">
                  {words('menu.enrolmentEntry')}
                </LinkButton>
              ) : undefined
            }
          />
        )}
        {todos !== undefined && todos.length > 0 && <TodoList todos={todos} />}
      </section>
      {unit && <p className="quiet small">{words('home.settlement')}</p>}
    </div>
  )
}
