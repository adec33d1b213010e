import { useState, type ReactElement } from 'react'
import { decideClaimExport } from '../../contract/claim-exports.ts'
import { countTasks } from '../../contract/oversight.ts'
import { listTasks } from '../../contract/tasks.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ExportOfTasks } from './ExportTask.tsx'

/** An export in full that somebody else asks for: what, how much and why; the reader is the second person. */
export function ExportToDecide({ asked }: { asked: ExportOfTasks }): ReactElement {
  const { id, askedBy, askedAt, total, queried, reason } = asked
  const [deciding, setDeciding] = useState<boolean>()
  const [note, setNote] = useState('')
  const rows = shownCount(total)
  const decide = useCommand(decideClaimExport, {
    refreshes: [listTasks, countTasks],
    onDone: (_, { allow }) => {
      toast(words(allow ? 'tasks.allowed' : 'tasks.refused'))
      setDeciding(undefined)
    },
  })
  return (
    <li className="task">
      <div className="task-what">
        <p>
          <b>{words('tasks.fullName')}</b>
        </p>
        <p>{words('tasks.askedBy', { name: askedBy, at: timeInWords(askedAt), rows })}</p>
        <p className="quiet">{words('tasks.queried', { queried })}</p>
        <p className="quiet">{words('tasks.reason', { reason })}</p>
      </div>
      <div className="row">
        <Button onClick={() => setDeciding(false)}>{words('tasks.refuse')}</Button>
        <Button kind="primary" onClick={() => setDeciding(true)}>
          {words('tasks.allow')}
        </Button>
      </div>
      {deciding !== undefined && (
        <ConfirmDialog
          title={
            deciding
              ? words('tasks.allowTitle', { name: askedBy, rows })
              : words('tasks.refuseTitle', { name: askedBy })
          }
          action={words(deciding ? 'tasks.allow' : 'tasks.refuse')}
          pending={decide.pending}
          error={decide.error === null ? undefined : sentenceOf(decide.error)}
          onConfirm={() => decide.run({ id, allow: deciding, ...(note.trim() !== '' && { note: note.trim() }) })}
          onCancel={() => setDeciding(undefined)}
        >
          <TextField
            label={words('tasks.decideNote')}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </ConfirmDialog>
      )}
    </li>
  )
}
