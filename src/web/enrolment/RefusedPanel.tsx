import { useState, type ReactElement } from 'react'
import { downloadRefusedRows } from '../../contract/roster-imports.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { words } from '../words/words.ts'
import type { Batch } from './batches.ts'
import { RefusedGrid } from './RefusedGrid.tsx'

export type RefusedPanelProps = {
  readonly batch: Batch | undefined
  readonly batches: readonly Batch[]
  readonly code: string | undefined
  readonly onFilter: (filter: { batch: string; code?: string }) => void
}

/** Refused rows of a batch, all or those of one cause, corrected where they stand or downloaded. */
export function RefusedPanel({ batch, batches, code, onFilter }: RefusedPanelProps): ReactElement {
  // Stays also when the last row has gone.
  const [told, setTold] = useState<string>()
  const notice = told !== undefined && (
    <div className="card-body">
      <Notice tone="warning" live>
        {told}
      </Notice>
    </div>
  )
  if (batch === undefined) {
    return (
      <>
        {notice}
        <EmptyState icon="check" title={words('enrolment.noneRefused')} text={words('enrolment.noneRefusedText')} />
      </>
    )
  }
  return (
    <>
      <div className="bar people-bar">
        <SelectField
          label={words('enrolment.batch')}
          labelUnseen
          empty={false}
          value={batch.id}
          options={batches.map(({ id, fileName, startedAt }) => ({
            value: id,
            label: `${timeInWords(startedAt)} ${fileName}`,
          }))}
          onChange={(event) => onFilter({ batch: event.target.value })}
        />
        <SelectField
          label={words('enrolment.cause')}
          labelUnseen
          empty={words('enrolment.allCauses')}
          value={code ?? ''}
          options={batch.byCause
            .filter(({ level }) => level === 'error')
            .map(({ code, label }) => ({ value: code, label }))}
          onChange={({ target }) => onFilter({ batch: batch.id, ...(target.value !== '' && { code: target.value }) })}
        />
        <span className="quiet grow" role="status">
          {words('enrolment.openRows', { count: shownCount(batch.openRefused) })}
        </span>
        <DownloadButton route={downloadRefusedRows} input={{ id: batch.id }}>
          {words('enrolment.refusedDownload')}
        </DownloadButton>
      </div>
      {notice}
      <RefusedGrid key={`${batch.id} ${code}`} batchId={batch.id} code={code} onTold={setTold} />
    </>
  )
}
