import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { cancelClaimExport, downloadClaimExport } from '../../contract/claim-exports.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { countTasks } from '../../contract/oversight.ts'
import { listTasks } from '../../contract/tasks.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { refresh, useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { sizeInWords } from '../ui/FileDrop.tsx'
import { Progress } from '../ui/Progress.tsx'
import { StateTag, type Tone } from '../ui/StateTag.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'

export type ExportOfTasks = OutputOf<typeof listTasks>['exports'][number]

const tones: { readonly [S in ExportOfTasks['state']]: Tone } = {
  asked: 'your-turn',
  queued: 'draft',
  running: 'in-entry',
  done: 'done',
  failed: 'returned',
  refused: 'returned',
  cancelled: 'ended',
  expired: 'ended',
}

/** One export: how far it is, its file, or why there is none. */
export function ExportTask({ task }: { task: ExportOfTasks }): ReactElement {
  const { id, state, unmasked, queried, reason, askedAt, rows, total, problem, decidedBy, note, expiresAt, size } = task
  const client = useQueryClient()
  const refreshes = [listTasks, countTasks]
  const cancel = useCommand(cancelClaimExport, { refreshes, onDone: () => toast(words('tasks.cancelled')) })
  const name = words(unmasked ? 'tasks.fullName' : 'tasks.name')
  const waits = state === 'asked' || state === 'queued' || state === 'running'
  const label = `${name} ${timeInWords(askedAt)}`
  return (
    <li className="task">
      <div className="task-what">
        <p className="row">
          <b>{name}</b>
          <StateTag tone={tones[state]} label={words(`tasks.state.${state}`)} />
          <span className="quiet">{words('tasks.askedAt', { at: timeInWords(askedAt) })}</span>
        </p>
        <p className="quiet">{words('tasks.queried', { queried })}</p>
        {reason !== '' && <p className="quiet">{words('tasks.reason', { reason })}</p>}
        {decidedBy !== null && (
          <p className="quiet">
            {words('tasks.decidedBy', { name: decidedBy })}
            {note !== '' && ` ${words('tasks.note', { note })}`}
          </p>
        )}
        {state === 'running' && (
          <Progress
            label={words('tasks.progress', { rows: shownCount(rows), total: shownCount(total) })}
            done={rows}
            total={total}
          />
        )}
        {state === 'failed' && <p className="late">{words(`tasks.problem.${problem ?? 'fault'}`)}</p>}
        {state === 'done' && (
          <p className="quiet">
            {words('tasks.rows', { rows: shownCount(rows) })}{' '}
            {size !== null &&
              expiresAt !== null &&
              words('tasks.size', { size: sizeInWords(size), until: timeInWords(expiresAt) })}
          </p>
        )}
        {cancel.error !== null && (
          <p className="field-error" role="alert">
            {sentenceOf(cancel.error)}
          </p>
        )}
      </div>
      <div className="row">
        {state === 'done' && (
          <DownloadButton
            kind="primary"
            route={downloadClaimExport}
            input={{ id }}
            name={words('tasks.downloadOf', { name: label })}
            onDone={() => void refresh(client, refreshes)}
          >
            {words('tasks.download')}
          </DownloadButton>
        )}
        {waits && (
          <Button
            aria-label={words('tasks.cancelOf', { name: label })}
            pending={cancel.pending}
            onClick={() => cancel.run({ id })}
          >
            {words('tasks.cancel')}
          </Button>
        )}
      </div>
    </li>
  )
}
