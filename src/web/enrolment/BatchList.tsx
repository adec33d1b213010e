import '../words/zh/enrolment.ts'
import '../words/zh/roster.ts'
import type { ReactElement } from 'react'
import { downloadRefusedRows } from '../../contract/roster-imports.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { words } from '../words/words.ts'
import type { Batch } from './batches.ts'

const columns: readonly Column<Batch>[] = [
  { key: 'at', head: words('roster.batchAt'), render: ({ startedAt }) => timeInWords(startedAt) },
  { key: 'file', head: words('roster.batchFile'), render: ({ fileName }) => fileName, most: 18 },
  { key: 'state', head: words('enrolment.state'), render: ({ state }) => words(`roster.batch.${state}`) },
  {
    key: 'accepted',
    head: words('roster.batchAccepted'),
    render: ({ accepted }) => shownCount(accepted),
    end: true,
  },
  { key: 'refused', head: words('roster.batchRefused'), render: ({ refused }) => shownCount(refused), end: true },
  {
    key: 'open',
    head: words('enrolment.openRefused'),
    render: ({ openRefused }) => shownCount(openRefused),
    end: true,
  },
]

/** 导入批次列表, with the refused rows of each to download. */
export function BatchList({ batches }: { batches: readonly Batch[] }): ReactElement {
  return (
    <details className="batches">
      <summary>{words('roster.batches', { count: batches.length })}</summary>
      <DataTable
        label={words('roster.batchList')}
        columns={columns}
        rows={batches}
        rowKey={({ id }) => id}
        rowName={({ fileName }) => fileName}
        renderActions={({ id, openRefused }) => (
          <DownloadButton
            kind="text"
            route={downloadRefusedRows}
            input={{ id }}
            reason={openRefused === 0 ? words('enrolment.noneRefused') : undefined}
          >
            {words('enrolment.refusedDownload')}
          </DownloadButton>
        )}
        empty={null}
      />
    </details>
  )
}
