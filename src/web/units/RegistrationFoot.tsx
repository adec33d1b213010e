import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { Keeping } from './draft-keeper.ts'

export type RegistrationFootProps = {
  readonly keeping: Keeping
  readonly pending: boolean
  readonly onSave: () => void
  readonly onSubmit: () => void
}

/** What is saved, and 【注册】. */
export function RegistrationFoot({ keeping, pending, onSave, onSubmit }: RegistrationFootProps): ReactElement {
  const { state, error, elsewhere } = keeping
  const lost = elsewhere ? words('units.registration.elsewhereShort') : undefined
  return (
    <div className="foot-bar">
      <span className="grow quiet" role="status">
        {state === 'failed' ? (
          <span className="row">
            <span className="late">{lost ?? sentenceOf(error)}</span>
            <Button kind="text" reason={lost} onClick={onSave}>
              {words('units.registration.saveAgain')}
            </Button>
          </span>
        ) : (
          words(`units.registration.${state}`)
        )}
      </span>
      <Link to="/sign-in">{words('units.registration.back')}</Link>
      <Button kind="primary" pending={pending} reason={lost} onClick={onSubmit}>
        {words('units.registration.submit')}
      </Button>
    </div>
  )
}
