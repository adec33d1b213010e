import { useCallback, type CSSProperties, type ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { GridColumn } from '../ui/grid-column.ts'
import { VirtualGrid } from '../ui/VirtualGrid.tsx'
import { words } from '../words/words.ts'
import type { People, PeopleRow } from './use-people.ts'

export type PeopleGridProps = {
  readonly people: People
  readonly label: string
  readonly columns: readonly GridColumn<PeopleRow>[]
  /** Ids of people whom a return points at: their rows are marked. */
  readonly asked: ReadonlySet<string | null>
}

/** The grid of a roster, or why there is nothing in it. */
export function PeopleGrid({ people, label, columns, asked }: PeopleGridProps): ReactElement {
  const { count, rowAt, onRange, failed, retry, filtered, loading } = people
  const isAsked = useCallback(({ person }: PeopleRow) => person !== undefined && asked.has(person.id), [asked])
  if (failed !== undefined) return <ErrorState text={sentenceOf(failed)} onRetry={retry} />
  if (loading) return <Skeleton lines={8} />
  if (count === 0) {
    return (
      <EmptyState
        icon="people"
        title={words(filtered ? 'pool.nothingFound' : 'roster.noPeople')}
        text={words(filtered ? 'enrolment.seekOther' : 'roster.noPeopleText')}
      />
    )
  }
  return (
    <div className="people-grid" style={{ '--rows': count } as CSSProperties}>
      <VirtualGrid label={label} columns={columns} count={count} rowAt={rowAt} onRange={onRange} rowBad={isAsked} />
    </div>
  )
}
