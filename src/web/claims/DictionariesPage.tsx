import '../words/zh/dictionaries.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { listDictionary } from '../../contract/dictionaries.ts'
import { useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { shownCount } from '../shared/shown.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useKeyset } from '../shared/use-keyset.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { dictionaryColumns } from './dictionary-columns.tsx'
import { dictionaryKinds } from './dictionary-routes.ts'

const ImportDictionary = lazy(() =>
  import('./ImportDictionary.tsx').then((file) => ({ default: file.ImportDictionary })),
)

/** 字典: what claims are entered with, searched and brought in from files. */
export function DictionariesPage(): ReactElement {
  const search = useSearch({ from: '/inside/dictionaries' })
  const navigate = useNavigate()
  const mayImport = useSession().desks.includes('administration')
  const { kind = 'diagnoses', view, cursor, q, state } = search
  const put = (next: Record<string, unknown>) => void navigate({ to: '.', search: next as never })
  const filters = { q, state: oneOf(['used', 'retired'], state) }
  const { data, error, refetch, isPlaceholderData } = useEndpointQuery(listDictionary, { kind, ...filters, cursor })
  const pages = useKeyset(search, data?.next, (page) => put({ ...search, ...page }))
  const filtered = q !== undefined || filters.state !== undefined
  return (
    <div className="page">
      <PageHead
        title={words('dictionaries.title')}
        text={words('dictionaries.text')}
        actions={
          <Button
            icon="upload"
            reason={mayImport ? undefined : words('dictionaries.importNotYours')}
            onClick={() => put({ ...search, view: 'import' })}
          >
            {words('dictionaries.import')}
          </Button>
        }
      />
      <FilterBar values={filters} onSearch={(values) => put({ kind, ...values })}>
        <TextField name="q" label={words('dictionaries.search')} maxLength={60} />
        <SelectField
          name="state"
          label={words('dictionaries.state')}
          empty={words('dictionaries.all')}
          options={[
            { value: 'used', label: words('dictionaries.used') },
            { value: 'retired', label: words('dictionaries.retired') },
          ]}
        />
      </FilterBar>
      <section className="card" aria-label={words(`dictionaries.${kind}`)}>
        <div className="bar">
          <Tabs
            label={words('dictionaries.title')}
            current={kind}
            onChange={(next) => put({ kind: next })}
            items={dictionaryKinds.map((key) => ({ key, label: words(`dictionaries.${key}`) }))}
          />
        </div>
        {data === undefined && error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words(`dictionaries.${kind}`)}
            columns={dictionaryColumns(kind)}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ code, codeSystem }) => `${codeSystem ?? ''} ${code}`}
            rowName={({ name }) => name}
            empty={
              <EmptyState
                icon="search"
                title={words(filtered ? 'dictionaries.nothing' : 'dictionaries.none')}
                text={words(filtered ? 'dictionaries.nothingText' : 'dictionaries.noneText')}
              />
            }
          />
        )}
        <Pagination {...pages}>
          {data && words('dictionaries.counts', { used: shownCount(data.used), retired: shownCount(data.retired) })}
        </Pagination>
      </section>
      {view === 'import' && mayImport && (
        <Suspense fallback={null}>
          <ImportDictionary key={kind} kind={kind} onClose={() => put({ ...search, view: undefined })} />
        </Suspense>
      )}
    </div>
  )
}
