import type { ReactElement } from 'react'
import { resendActivation } from '../../contract/registration.ts'
import { useCountdown } from '../accounts/use-countdown.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { CopyText } from '../ui/CopyText.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'

/** After approval: the user name, the way to activate it, and a new code where the first one lapsed or got lost. */
export function ActivationAgain(props: { userName: string; stepToken: string }): ReactElement {
  const { userName, stepToken } = props
  const [wait, startWaiting] = useCountdown()
  const resend = useCommand(resendActivation, { onDone: ({ resendAfterSeconds }) => startWaiting(resendAfterSeconds) })
  return (
    <>
      <Notice tone="ok">{words('units.progress.approvedText')}</Notice>
      <dl className="facts">
        <div>
          <dt>{words('units.progress.userName')}</dt>
          <dd>
            <CopyText text={userName} name={words('units.progress.userName')} />
          </dd>
        </div>
      </dl>
      {resend.output !== undefined && (
        <Notice tone="ok" live>
          {words('units.progress.resent')}
        </Notice>
      )}
      {resend.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(resend.error)}
        </Notice>
      )}
      <div className="row">
        <LinkButton kind="primary" to="/activate">
          {words('units.progress.activate')}
        </LinkButton>
        <Button
          pending={resend.pending}
          reason={wait > 0 ? words('units.progress.again', { seconds: wait }) : undefined}
          onClick={() => resend.run({ stepToken })}
        >
          {words('units.progress.resend')}
        </Button>
      </div>
    </>
  )
}
