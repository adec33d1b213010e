import type { ReactElement } from 'react'
import { BATCH_STAGES, cancelBatch, listBatches } from '../../contract/roster-imports.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { FlowLine } from '../ui/FlowLine.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import { secondsLeft, type Batch } from './batches.ts'

/** A running import: 上传 ▸ 解析 ▸ 逐行校验 ▸ 写入, with counts and the time left. It goes on without the page. */
export function BatchProgress({ batch }: { batch: Batch }): ReactElement {
  const cancel = useCommand(cancelBatch, { refreshes: [listBatches] })
  const { id, fileName, stage, bytes, bytesRead, rows, accepted, refused } = batch
  return (
    <div className="stack" aria-live="off">
      <FlowLine
        label={words('roster.stages')}
        nodes={BATCH_STAGES.map((stage) => words(`roster.stage.${stage}`))}
        current={BATCH_STAGES.indexOf(stage)}
      />
      <Progress label={fileName} done={bytesRead} total={bytes} secondsLeft={secondsLeft(batch)} />
      <p className="quiet">
        {words('roster.progressCounts', {
          rows: shownCount(rows),
          accepted: shownCount(accepted),
          refused: shownCount(refused),
        })}
      </p>
      <div className="row">
        <LinkButton to="/enrolments" title={words('roster.backgroundHint')}>
          {words('roster.background')}
        </LinkButton>
        <Button pending={cancel.pending} onClick={() => cancel.run({ id })}>
          {words('ui.cancel')}
        </Button>
        {cancel.error !== null && (
          <span className="field-error" role="alert">
            {sentenceOf(cancel.error)}
          </span>
        )}
      </div>
    </div>
  )
}
