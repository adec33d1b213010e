import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'
import { changeColumns } from './change-columns.tsx'
import { CHANGE_STATES } from './change-states.ts'
import { OpenedChange } from './OpenedChange.tsx'
import { useChanges } from './use-changes.ts'

/** Changes to look at: what waits, and what was decided. */
export function ChangeList(): ReactElement {
  const { state } = useSearch({ from: '/inside/unit-changes' })
  const shown = oneOf(CHANGE_STATES, state) ?? 'pending'
  const { query, pages, open, show, go } = useChanges(shown)
  const { data, error, refetch, isPlaceholderData } = query
  const title = words('units.changes.title')
  return (
    <div className="page">
      <PageHead title={title} text={words('units.changes.text')} />
      {data === undefined && error !== null ? (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <section className="card" aria-label={title}>
          <div className="bar">
            <Tabs
              label={title}
              current={shown}
              onChange={(to) => go(to === 'pending' ? undefined : to)}
              items={CHANGE_STATES.map((key) => ({ key, label: words(`units.changes.${key}`) }))}
            />
          </div>
          <DataTable
            label={title}
            columns={changeColumns}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ id }) => id}
            rowName={({ unitName }) => unitName}
            onOpen={({ id }) => show(id)}
            renderActions={({ id, unitName }) => {
              const action = words('units.changes.view')
              return (
                <Button kind="text" aria-label={`${action} ${unitName}`} onClick={() => show(id)}>
                  {action}
                </Button>
              )
            }}
            empty={
              <EmptyState icon="check" title={words('units.changes.none')} text={words('units.changes.noneText')} />
            }
          />
          <Pagination {...pages} />
        </section>
      )}
      {open !== undefined && (
        <OpenedChange key={open} id={open} onClose={() => show(undefined)} onDecided={() => show(undefined)} />
      )}
    </div>
  )
}
