import '../words/zh/enrolment.ts'
import type { ReactElement } from 'react'
import { downloadRefusedRows } from '../../contract/roster-imports.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { words } from '../words/words.ts'
import type { Batch } from './batches.ts'

const columns: readonly Column<Batch>[] = [
  { key: 'at', head: words('enrolment.batchAt'), render: ({ startedAt }) => timeInWords(startedAt) },
  { key: 'file', head: words('enrolment.batchFile'), render: ({ fileName }) => fileName, most: 18 },
  { key: 'state', head: words('enrolment.state'), render: ({ state }) => words(`enrolment.batch.${state}`) },
  {
    key: 'accepted',
    head: words('enrolment.batchAccepted'),
    render: ({ accepted }) => shownCount(accepted),
    end: true,
  },
  { key: 'refused', head: words('enrolment.batchRefused'), render: ({ refused }) => shownCount(refused), end: true },
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
      <summary>{words('enrolment.batches', { count: batches.length })}</summary>
      <DataTable
        label={words('enrolment.batchList')}
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
