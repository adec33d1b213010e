import './words/zh/home.ts'
import type { ReactElement } from 'react'
import { countWork } from '../contract/work-pool.ts'
import { holdsAny, isUnitSide, useSession } from './accounts/session.ts'
import { sentenceOf } from './shared/call-endpoint.ts'
import { CreateEnrolment } from './enrolment/CreateEnrolment.tsx'
import { PageHead } from './shared/PageHead.tsx'
import { useEndpointQuery } from './shared/use-endpoint.ts'
import { EmptyState } from './ui/EmptyState.tsx'
import { ErrorState } from './ui/ErrorState.tsx'
import { Skeleton } from './ui/Skeleton.tsx'
import { words } from './words/words.ts'
import { TodoList } from './work-pool/TodoList.tsx'
import { todosOf } from './work-pool/todos.ts'

/** 首页: what to do first, each with its deadline and one button. */
export function HomePage(): ReactElement {
  const session = useSession()
  const { data, error, refetch } = useEndpointQuery(countWork, {}, { every: 60_000 })
  const unit = isUnitSide(session)
  const enrols = unit && holdsAny(session, ['unit-handler'])
  const todos = data && todosOf(data)
  return (
    <div className="page">
      <PageHead
        title={words('home.title')}
        text={words('home.greeting', { name: session.name, organisation: session.organisation.name })}
        actions={enrols ? <CreateEnrolment label={words('home.create')} /> : undefined}
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
          />
        )}
        {todos !== undefined && todos.length > 0 && <TodoList todos={todos} />}
      </section>
      {unit && <p className="quiet small">{words('home.settlement')}</p>}
    </div>
  )
}
