import '../words/zh/units.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listUnitChanges } from '../../contract/unit-profile.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useKeyset } from '../shared/use-keyset.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'
import { changeColumns } from './change-columns.tsx'
import { CHANGE_STATES } from './change-states.ts'
import { ChangeDialog } from './ChangeDialog.tsx'
import './units.css'

/** 变更审核: what units ask for, before and after, approved or returned. */
export function ChangesPage(): ReactElement {
  const { state = 'pending', open, ...place } = useSearch({ from: '/inside/unit-changes' })
  const navigate = useNavigate({ from: '/unit-changes' })
  const decides = holdsAny(useSession(), ['change-review']) && state === 'pending'
  const { data, error, refetch, isPlaceholderData } = useEndpointQuery(listUnitChanges, {
    state,
    cursor: place.cursor,
  })
  const kept = state === 'pending' ? {} : { state }
  const pages = useKeyset(place, data?.next, (to) => void navigate({ search: { ...kept, ...to } }))
  const show = (id: string | undefined) =>
    void navigate({ search: { ...kept, ...place, ...(id !== undefined && { open: id }) } })
  const at = data?.rows.findIndex(({ id }) => id === open) ?? -1
  const shown = data?.rows[at]
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
              current={state}
              onChange={(next) => void navigate({ search: next === 'pending' ? {} : { state: next } })}
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
              const action = words(decides ? 'units.changes.open' : 'units.changes.view')
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
      {shown !== undefined && (
        <ChangeDialog
          key={shown.id}
          change={shown}
          decides={decides}
          onClose={() => show(undefined)}
          onDecided={() => show(data?.rows[at + 1]?.id)}
        />
      )}
    </div>
  )
}
