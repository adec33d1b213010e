import '../words/zh/tasks.ts'
import { useState, type ReactElement, type ReactNode } from 'react'
import { listTasks } from '../../contract/tasks.ts'
import { UndeliveredMessages } from './UndeliveredMessages.tsx'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { ExportTask } from './ExportTask.tsx'
import { ExportToDecide } from './ExportToDecide.tsx'
import { ImportTask } from './ImportTask.tsx'
import './tasks.css'

const OFTEN_MS = 500
const SELDOM_MS = 10_000
const RUNNING: ReadonlySet<string> = new Set(['queued', 'uploaded', 'running'])

/** 任务中心: exports that wait for a decision, exports and imports with their progress. */
export function TasksPage(): ReactElement {
  const [runs, setRuns] = useState(false)
  const { data, error, refetch } = useEndpointQuery(listTasks, {}, { every: runs ? OFTEN_MS : SELDOM_MS })
  const now = [...(data?.exports ?? []), ...(data?.imports ?? [])].some(({ state }) => RUNNING.has(state))
  if (now !== runs) setRuns(now)
  return (
    <div className="page">
      <PageHead title={words('tasks.title')} text={words('tasks.text')} />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data && (
        <>
          {data.toDecide.length > 0 && (
            <Section title={words('tasks.toDecide')}>
              {data.toDecide.map((asked) => (
                <ExportToDecide key={asked.id} asked={asked} />
              ))}
            </Section>
          )}
          <UndeliveredMessages />
          <Section
            title={words('tasks.exports')}
            empty={<EmptyState title={words('tasks.noExports')} text={words('tasks.noExportsText')} />}
          >
            {data.exports.map((one) => (
              <ExportTask key={one.id} task={one} />
            ))}
          </Section>
          <Section
            title={words('tasks.imports')}
            empty={<EmptyState title={words('tasks.noImports')} text={words('tasks.noImportsText')} />}
          >
            {data.imports.map((one) => (
              <ImportTask key={one.id} task={one} />
            ))}
          </Section>
        </>
      )}
    </div>
  )
}

type SectionProps = { readonly title: string; readonly empty?: ReactNode; readonly children: readonly ReactElement[] }

function Section({ title, empty, children }: SectionProps): ReactElement {
  return (
    <section className="card" aria-label={title}>
      <h2 className="tasks-title">{title}</h2>
      {children.length === 0 ? empty : <ul className="tasks">{children}</ul>}
    </section>
  )
}
