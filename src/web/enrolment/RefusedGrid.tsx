import type { CSSProperties, ReactElement } from 'react'
import { getEnrolment } from '../../contract/enrolment.ts'
import { correctRefusedRow, dropRefusedRows, listBatches } from '../../contract/roster-imports.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { toast } from '../ui/Toast.tsx'
import type { GridColumn } from '../ui/grid-column.ts'
import { VirtualGrid } from '../ui/VirtualGrid.tsx'
import { listOf, words } from '../words/words.ts'
import { problemsInWords, type CellName, type RefusedRow } from './person-cells.ts'
import { useRefusedRows } from './use-refused-rows.ts'

const widths: readonly (readonly [CellName, number])[] = [
  ['name', 8],
  ['idNumber', 12.5],
  ['phone', 8.5],
]
/** Shown where a row has something in them, or where they are what is wrong. */
const rareWidths: readonly (readonly [CellName, number])[] = [
  ['idKind', 8],
  ['born', 7],
  ['sex', 4],
  ['riskClass', 5.5],
]
const used = (row: RefusedRow, name: CellName) =>
  row.cells[name] !== '' || row.problems.some(({ column }) => column === name)

export type RefusedGridProps = {
  readonly batchId: string
  readonly code: string | undefined
  /** Says that rows came into the roster since the one that they repeat was left out. */
  readonly onTold: (sentence: string | undefined) => void
}

/** Refused rows as typed, the wrong cells marked. A corrected cell is judged at once; an accepted row leaves the grid. */
export function RefusedGrid({ batchId, code, onTold }: RefusedGridProps): ReactElement {
  const rows = useRefusedRows(batchId, code)
  const refreshes = [listBatches, getEnrolment]
  const correct = useCommand(correctRefusedRow, { refreshes })
  const drop = useCommand(dropRefusedRows, { refreshes })
  const save = async (row: RefusedRow, name: CellName, text: string): Promise<string | undefined> => {
    try {
      const answer = await correct.ask({ id: row.id, cells: { ...row.cells, [name]: text } })
      rows.settle(row.id, answer.accepted ? undefined : (answer.row ?? undefined))
      if (answer.accepted) toast(words('enrolment.rowAccepted', { row: row.rowNumber }))
      if (answer.cameInstead.length > 0) {
        rows.readAgain()
        toast(words('enrolment.cameToo', { rows: listOf(answer.cameInstead.map(String)) }))
      }
      const left = answer.row?.problems.filter(({ column, level }) => column === name && level === 'error') ?? []
      return left.length === 0 ? undefined : problemsInWords(left)
    } catch (error) {
      return sentenceOf(error)
    }
  }
  const leaveOut = async (row: RefusedRow) => {
    onTold(undefined)
    const { rowNumber } = row
    const { cameInstead } = await drop.ask({ id: batchId, rows: [row.id] })
    rows.settle(row.id, undefined)
    if (cameInstead.length === 0) return toast(words('enrolment.rowDropped', { row: rowNumber }))
    rows.readAgain()
    onTold(words('enrolment.cameForDropped', { row: rowNumber, rows: listOf(cameInstead.map(String)) }))
  }
  if (rows.loading) return <Skeleton lines={8} />
  if (rows.count === 0 && rows.error !== null) {
    return <ErrorState text={sentenceOf(rows.error)} onRetry={rows.retry} />
  }
  if (rows.count === 0) {
    return <EmptyState icon="check" title={words('enrolment.noneRefused')} text={words('enrolment.noneRefusedText')} />
  }
  const rare = rareWidths.filter(([name]) => rows.loaded.some((row) => used(row, name)))
  const columns: readonly GridColumn<RefusedRow>[] = [
    { key: 'row', head: words('enrolment.cell.row'), width: 4, end: true, text: ({ rowNumber }) => rowNumber },
    ...[...widths, ...rare].map(([key, width]): GridColumn<RefusedRow> => ({
      key,
      head: words(`enrolment.cell.${key}`),
      width,
      text: ({ cells }) => cells[key],
      bad: ({ problems }) => problems.some(({ column, level }) => column === key && level === 'error'),
      edit: { text: ({ cells }) => cells[key], save: (row, text) => save(row, key, text) },
    })),
    {
      key: 'problems',
      head: words('enrolment.cell.problems'),
      width: 46 - rare.reduce((sum, [, width]) => sum + width, 0),
      text: ({ problems }) => problemsInWords(problems),
      title: ({ problems }) => problemsInWords(problems),
    },
    {
      key: 'drop',
      head: words('ui.actions'),
      width: 5,
      press: {
        text: words('enrolment.drop'),
        name: ({ rowNumber }) => words('enrolment.dropRow', { row: rowNumber }),
        act: (row) => void leaveOut(row).catch(() => undefined),
      },
    },
  ]
  return (
    <>
      {drop.error !== null && (
        <p className="field-error card-body" role="alert">
          {sentenceOf(drop.error)}
        </p>
      )}
      <div className="people-grid" style={{ '--rows': rows.count } as CSSProperties}>
        <VirtualGrid
          label={words('enrolment.openRefused')}
          columns={columns}
          count={rows.count}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
        />
      </div>
      {rows.error !== null && (
        <div className="row card-body">
          <span className="field-error" role="alert">
            {sentenceOf(rows.error)}
          </span>
          <Button pending={rows.retrying} onClick={rows.retry}>
            {words('ui.retry')}
          </Button>
        </div>
      )}
    </>
  )
}
