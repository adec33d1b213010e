import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listTasks } from '../../contract/tasks.ts'
import { shownCount } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import { StateTag, type Tone } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'

type Import = OutputOf<typeof listTasks>['imports'][number]

const tones: { readonly [S in Import['state']]: Tone } = {
  uploaded: 'draft',
  running: 'in-entry',
  'needs-confirmation': 'your-turn',
  done: 'done',
  failed: 'returned',
  cancelled: 'ended',
  interrupted: 'returned',
}

/** One import of a roster: how far it is, or what became of its rows; it leads to the roster. */
export function ImportTask({ task }: { task: Import }): ReactElement {
  const { enrolmentId, enrolmentNumber, planCode, planName, fileName, state, bytes, bytesRead, startedAt } = task
  const counts = { accepted: shownCount(task.accepted), refused: shownCount(task.refused) }
  const name = words('tasks.import', { plan: planName })
  return (
    <li className="task">
      <div className="task-what">
        <p className="row">
          <b>{name}</b>
          <StateTag tone={tones[state]} label={words(`tasks.importState.${state}`)} />
          <span className="quiet">{words('tasks.askedAt', { at: timeInWords(startedAt) })}</span>
        </p>
        <p className="quiet">{`${enrolmentNumber} · ${fileName}`}</p>
        {state === 'running' && <Progress label={fileName} done={bytesRead} total={bytes} />}
        {(state === 'done' || state === 'running') && <p className="quiet">{words('tasks.importCounts', counts)}</p>}
      </div>
      <LinkButton
        to="/enrolments/$id/rosters/$planCode"
        params={{ id: enrolmentId, planCode }}
        search={{}}
        aria-label={words('tasks.openImportOf', { name: `${enrolmentNumber} ${name}` })}
      >
        {words('tasks.openImport')}
      </LinkButton>
    </li>
  )
}
