import '../words/zh/messages.ts'
import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listUndelivered } from '../../contract/messages.ts'
import { shownCount } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'
import { useUndelivered } from './undelivered.ts'

type Message = OutputOf<typeof listUndelivered>['messages'][number]

/** Administrators see on 任务中心 what was given up lately, so that they can mend the way or tell people otherwise. */
export function UndeliveredMessages(): ReactElement | null {
  const found = useUndelivered()
  if (found === undefined || found.total === 0) return null
  const { total, messages } = found
  return (
    <section className="card" aria-label={words('messages.undelivered')}>
      <h2 className="tasks-title">{words('messages.undelivered')}</h2>
      <p className="tasks-title quiet">
        {words('messages.undeliveredText', { count: shownCount(total), shown: shownCount(messages.length) })}
      </p>
      <ul className="tasks">
        {messages.map((message) => (
          <Undelivered key={message.id} message={message} />
        ))}
      </ul>
    </section>
  )
}

function Undelivered({
  message: { at, channel, kind, organisationName, attempts, reason, doubtful },
}: {
  message: Message
}) {
  const why =
    reason === 'not-set-up' || reason === 'too-late' || reason === 'outcome-unknown'
      ? words(`messages.reason.${reason}`)
      : reason
  return (
    <li className="task">
      <div className="task-what">
        <p className="row">
          <b>{words(`messages.kind.${kind}`)}</b>
          <StateTag tone="returned" label={words(doubtful ? 'messages.doubtful' : 'messages.failed')} />
          <span className="quiet">{`${words(`messages.${channel}`)} · ${timeInWords(at)}`}</span>
        </p>
        <p className="quiet">
          {organisationName === '' ? '' : `${organisationName} · `}
          {words('messages.tries', { attempts: shownCount(attempts), why })}
        </p>
      </div>
    </li>
  )
}
