import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { continueRegistration, type registrationProgress } from '../../contract/registration.ts'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { FlowLine } from '../ui/FlowLine.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { ActivationAgain } from './ActivationAgain.tsx'
import { keepDraft } from './registration-draft.ts'
import { RegistrationTag } from './RegistrationTag.tsx'

export type Progress = OutputOf<typeof registrationProgress>

export type ProgressResultProps = {
  readonly progress: Progress
  readonly stepToken: string
  readonly onAnother: () => void
}

/** Where the registration stands: reasons and 继续修改 after a return, user name and a new code after approval. */
export function ProgressResult({ progress, stepToken, onAnother }: ProgressResultProps): ReactElement {
  const { number, state, unitName, agencyName, agencyTelephone, submittedAt, reasons, userName } = progress
  const navigate = useNavigate()
  const facts: readonly (readonly [string, string])[] = [
    [words('units.progress.unit'), unitName],
    [words('units.progress.submittedAt'), timeInWords(submittedAt)],
    [words('units.progress.agency'), agencyName],
  ]
  const mend = useCommand(continueRegistration, {
    onDone: ({ draft: token }) => {
      keepDraft({ token, number })
      void navigate({ to: '/registration' })
    },
  })
  return (
    <>
      <div className="row spread">
        <h2>{number}</h2>
        <RegistrationTag state={state} />
      </div>
      <FlowLine
        label={words('units.progress.flow')}
        nodes={[
          words('units.progress.flow.submitted'),
          words('units.progress.flow.review'),
          words('units.progress.flow.approved'),
        ]}
        current={state === 'approved' ? 3 : state === 'returned' ? 0 : 1}
        returned={state === 'returned'}
      />
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {reasons.length > 0 && state === 'returned' && (
        <section aria-label={words('units.progress.reasons')}>
          <h3>{words('units.progress.reasons')}</h3>
          <ul className="next-steps">
            {reasons.map(({ field, text }) => (
              <li key={`${field} ${text}`}>
                {words('form.line', { label: REGISTRATION_WORDS[field], message: text })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {state === 'submitted' && <p className="quiet">{words('units.progress.waits')}</p>}
      {userName !== null && <ActivationAgain userName={userName} stepToken={stepToken} />}
      {state === 'approved' && userName === null && <Notice>{words('units.progress.changed')}</Notice>}
      {agencyTelephone !== '' && (
        <p className="quiet">{words('units.submitted.ask', { telephone: agencyTelephone })}</p>
      )}
      {mend.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(mend.error)}
        </Notice>
      )}
      <div className="row">
        {state === 'returned' && (
          <Button kind="primary" pending={mend.pending} onClick={() => mend.run({ stepToken })}>
            {words('units.progress.mend')}
          </Button>
        )}
        <Button onClick={onAnother}>{words('units.progress.another')}</Button>
      </div>
    </>
  )
}
