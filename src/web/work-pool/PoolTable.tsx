import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState, type ReactElement, type ReactNode } from 'react'
import { countText } from '../../domain/shared/counted.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { useLatest } from '../ui/use-latest.ts'
import { words } from '../words/words.ts'
import { PoolActions } from './PoolActions.tsx'
import type { Pool } from './use-pool.ts'

export type PoolTab = 'waiting' | 'mine' | 'held'
type PoolRow = {
  readonly id: string
  readonly number: string
  readonly holder: { readonly name: string; readonly mine: boolean } | null
}

export type PoolTableProps<Row extends PoolRow> = {
  readonly label: string
  /** Stands before the tabs, where the manual gives the list a heading of its own. */
  readonly heading?: string | undefined
  readonly pool: Pool
  readonly tab: PoolTab
  readonly onTab: (tab: PoolTab) => void
  /** `held`: others hold so many; a tab of its own where the list has it. */
  readonly counts: { readonly waiting: number; readonly mine: number; readonly held?: number } | undefined
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly stale: boolean
  readonly filtered: boolean
  readonly pathOf: (row: Row) => string
  /** Where a subject is opened above the pool: what the address then says beside the path. */
  readonly searchOf?: (row: Row) => Readonly<Record<string, string>>
  readonly foot: ReactNode
  /** What else may be done with the ticked rows, e.g. 转交. */
  readonly renderTicked?: (subjects: readonly string[], done: () => void) => ReactNode
}

const NOTHING = { waiting: 'pool.nothingWaits', mine: 'pool.nothingMine', held: 'pool.nothingHeld' } as const
const THEN = { waiting: 'pool.comesHere', mine: 'pool.takeSome', held: 'pool.heldHere' } as const

/** Where a row stands, by its holder: while newer rows are on their way, the old ones keep their buttons. */
function tabOf({ holder }: PoolRow): PoolTab {
  if (holder === null) return 'waiting'
  return holder.mine ? 'mine' : 'held'
}

/** A work pool: 待处理(n) and 处理中(n), taking one, several, or one to begin with at once; by keyboard too. */
export function PoolTable<Row extends PoolRow>(props: PoolTableProps<Row>): ReactElement {
  const { label, heading, pool, tab, onTab, counts, columns, rows, stale, filtered, pathOf, foot, renderTicked } = props
  const { searchOf = () => ({}) } = props
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const navigate = useNavigate()
  const selected = (rows ?? []).filter(({ id }) => ticked.has(id)).map(({ id }) => id)
  const open = (row: Row) => void navigate({ to: pathOf(row), search: searchOf(row) as never })
  const takeAndOpen = useLatest((row: Row) => pool.take([row.id], () => open(row)))
  const take = useLatest((row: Row) => pool.take([row.id]))
  const addressOf = useLatest((row: Row) => ({ to: pathOf(row), search: searchOf(row) as never }))
  const release = useLatest((row: Row) => pool.release([row.id]))
  const renderActions = useCallback(
    (row: Row) => (
      <PoolActions
        number={row.number}
        tab={tabOf(row)}
        address={addressOf(row)}
        onTake={() => take(row)}
        onTakeAndOpen={() => takeAndOpen(row)}
        onRelease={() => release(row)}
      />
    ),
    [addressOf, take, takeAndOpen, release],
  )
  const onSelected = (act: (subjects: readonly string[]) => void) => () => {
    act(selected)
    setTicked(new Set())
  }
  return (
    <section className="card" aria-label={label}>
      <div className="bar">
        {heading !== undefined && <h2>{heading}</h2>}
        <Tabs
          label={label}
          current={tab}
          onChange={onTab}
          items={[
            { key: 'waiting', label: words('pool.waiting'), count: counts && countText(counts.waiting) },
            { key: 'mine', label: words('pool.mine'), count: counts?.mine },
            ...(counts?.held === undefined && tab !== 'held'
              ? []
              : [{ key: 'held' as const, label: words('pool.held'), count: counts?.held }]),
          ]}
        />
        {selected.length > 0 && <span className="quiet">{words('ui.selected', { count: selected.length })}</span>}
        {renderTicked?.(selected, () => setTicked(new Set()))}
        {tab !== 'held' && (
          <Button
            pending={pool.pending}
            reason={selected.length === 0 ? words('pool.tickFirst') : undefined}
            onClick={onSelected(tab === 'waiting' ? pool.take : pool.release)}
          >
            {words(tab === 'waiting' ? 'pool.takeSeveral' : 'pool.releaseSeveral')}
          </Button>
        )}
      </div>
      {pool.missed !== undefined && (
        <Notice tone="warning" live>
          {pool.missed}
        </Notice>
      )}
      {pool.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(pool.error)}
        </Notice>
      )}
      <DataTable
        label={label}
        columns={columns}
        rows={rows}
        stale={stale}
        rowKey={({ id }) => id}
        rowName={({ number }) => number}
        selection={{ keys: ticked, onChange: setTicked }}
        onOpen={tab === 'waiting' ? takeAndOpen : open}
        {...(tab === 'waiting' && { keys: { g: (row: Row) => pool.take([row.id]) } })}
        renderActions={renderActions}
        empty={
          <EmptyState
            icon="check"
            title={words(filtered ? 'pool.nothingFound' : NOTHING[tab])}
            text={words(filtered ? 'pool.otherFilters' : THEN[tab])}
          />
        }
      />
      {foot}
    </section>
  )
}
