import type { ReactElement } from 'react'
import { cancelBatch, confirmLeftOut, downloadRefusedRows, listBatches } from '../../contract/roster-imports.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { listOf, words } from '../words/words.ts'
import type { Batch } from './batches.ts'
import { Causes } from './Causes.tsx'

type Props = { readonly id: string; readonly batch: Batch }

function Sentences({ sentences }: { sentences: readonly string[] }): ReactElement | null {
  if (sentences.length === 0) return null
  return (
    <ul className="plain-list">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

/** Other sheets with people in them: left out only when the user says so. */
function LeftOutSheets({ batch }: { batch: Batch }): ReactElement {
  const goOn = useCommand(confirmLeftOut, { refreshes: [listBatches] })
  const cancel = useCommand(cancelBatch, { refreshes: [listBatches] })
  const error = goOn.error ?? cancel.error
  return (
    <Notice tone="warning" live>
      {words('roster.leftOut', { sheets: listOf(batch.leftOutSheets) })}
      <div className="row">
        <Button kind="primary" pending={goOn.pending} onClick={() => goOn.run({ id: batch.id })}>
          {words('roster.leftOutGoOn')}
        </Button>
        <Button pending={cancel.pending} onClick={() => cancel.run({ id: batch.id })}>
          {words('ui.cancel')}
        </Button>
      </div>
      {error !== null && <p className="field-error">{sentenceOf(error)}</p>}
    </Notice>
  )
}

/** What became of the newest import: counts, causes, and the two ways to mend refused rows. */
export function BatchResult({ id, batch }: Props): ReactElement {
  const { state, planCode, fileName, accepted, refused, warnings, openRefused, fileFindings } = batch
  if (state === 'needs-confirmation') return <LeftOutSheets batch={batch} />
  if (state !== 'done') {
    return (
      <Notice tone={state === 'cancelled' ? 'info' : 'danger'}>
        <b>{words(`roster.batch.${state === 'failed' || state === 'interrupted' ? state : 'cancelled'}.text`)}</b>{' '}
        {fileName}
        <Sentences sentences={fileFindings} />
      </Notice>
    )
  }
  return (
    <>
      <Notice tone={refused > 0 ? 'warning' : 'ok'} live>
        <b>{words('roster.result', { accepted: shownCount(accepted), refused: shownCount(refused) })}</b>
        {warnings > 0 && words('roster.resultWarnings', { count: shownCount(warnings) })}
        <p className="quiet small">{fileName}</p>
        <Sentences sentences={fileFindings} />
      </Notice>
      {batch.byCause.length > 0 && <Causes id={id} batch={batch} />}
      {openRefused > 0 && (
        <div className="row">
          <DownloadButton route={downloadRefusedRows} input={{ id: batch.id }}>
            {words('enrolment.refusedDownload')}
          </DownloadButton>
          <LinkButton
            to="/enrolments/$id/rosters/$planCode"
            params={{ id, planCode }}
            search={{ tab: 'refused', batch: batch.id }}
          >
            {words('roster.correctHere', { count: shownCount(openRefused) })}
          </LinkButton>
        </div>
      )}
    </>
  )
}
