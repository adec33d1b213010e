import { useState, type ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { GridColumn } from '../ui/grid-column.ts'
import { VirtualGrid } from '../ui/VirtualGrid.tsx'
import { words } from '../words/words.ts'
import { DownloadPeople } from './DownloadPeople.tsx'
import { useInsured, type InsuredRow } from './use-insured.ts'

const columns: readonly GridColumn<InsuredRow>[] = [
  { key: 'row', head: words('enrolment.cell.row'), width: 4.5, end: true, text: ({ rowNumber }) => rowNumber },
  { key: 'name', head: words('enrolment.cell.name'), width: 9, text: ({ person }) => person?.name ?? '' },
  { key: 'idNumber', head: words('enrolment.cell.idNumber'), width: 13, text: ({ person }) => person?.idNumber ?? '' },
  {
    key: 'riskClass',
    head: words('enrolment.cell.riskClass'),
    width: 6.5,
    text: ({ person }) => (person === undefined ? '' : words(`plans.class.${person.riskClass}`)),
  },
  { key: 'firstDay', head: words('certificates.firstDay'), width: 8, text: ({ person }) => person?.firstDay ?? '' },
  { key: 'lastDay', head: words('certificates.lastDay'), width: 8, text: ({ person }) => person?.lastDay ?? '' },
]

/** The people of a letter: seek one, or download all of them. */
export function InsuredPanel({ id, heads }: { id: string; heads: number }): ReactElement {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const { filtered, people, count, rowAt, onRange, failed, retry, loading } = useInsured(id, search)
  return (
    <div className="insured">
      <form
        className="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          setSearch(typed.trim())
        }}
      >
        <TextField
          label={words('certificates.seek')}
          labelUnseen
          placeholder={words('certificates.seek')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit">{words('ui.search')}</Button>
        <Button
          onClick={() => {
            setTyped('')
            setSearch('')
          }}
        >
          {words('ui.reset')}
        </Button>
        <span className="quiet grow" role="status">
          {!(filtered && loading) && words('enrolment.foundRows', { count: shownCount(filtered ? people : heads) })}
        </span>
        <DownloadPeople id={id} heads={heads} />
      </form>
      {failed !== undefined && <ErrorState text={sentenceOf(failed)} onRetry={retry} />}
      {failed === undefined && loading && <Skeleton lines={8} />}
      {failed === undefined && !loading && count === 0 && (
        <EmptyState icon="people" title={words('pool.nothingFound')} text={words('enrolment.seekOther')} />
      )}
      {failed === undefined && count > 0 && (
        <VirtualGrid
          label={words('certificates.people')}
          columns={columns}
          count={count}
          rowAt={rowAt}
          onRange={onRange}
        />
      )}
    </div>
  )
}
