import type { ReactElement } from 'react'
import type { claimProgress } from '../../contract/claim-acceptance.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { isClaimEditable } from '../../domain/claims/claim-workflow.ts'
import { dayInWords } from '../shared/time-in-words.ts'
import { Button } from '../ui/Button.tsx'
import { FlowLine } from '../ui/FlowLine.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { stagesOfClaim } from './claim-way.ts'
import { ClaimTag } from './ClaimTag.tsx'

export type ClaimProgress = OutputOf<typeof claimProgress>
export type ClaimProgressResultProps = { readonly progress: ClaimProgress; readonly onAnother: () => void }

/** Where a case stands and by when: states and days, nothing of what it is about. */
export function ClaimProgressResult({ progress, onAnother }: ClaimProgressResultProps): ReactElement {
  const { number, state, returned, unitName, officeName, officeTelephone, promisedOn, totalDays } = progress
  const isWithUnit = isClaimEditable(state)
  const way = stagesOfClaim(state, returned)
  const facts: readonly (readonly [string, string | null])[] = [
    [words('claimPool.unit'), unitName],
    [words('acceptance.office'), officeName],
    [words('acceptance.progress.accepted'), dayInWords(progress.acceptedAt)],
    [words('acceptance.progress.submitted'), progress.submittedAt && dayInWords(progress.submittedAt)],
    [words('acceptance.progress.ended'), progress.endedAt && dayInWords(progress.endedAt)],
    [
      words('acceptance.progress.promised'),
      isWithUnit ? words('acceptance.progress.days', { days: totalDays }) : promisedOn,
    ],
  ]
  return (
    <>
      <div className="row spread">
        <h2>{number}</h2>
        <ClaimTag state={state} returned={returned} />
      </div>
      {way && (
        <FlowLine
          label={words('acceptance.progress.flow')}
          nodes={way.stops.map((stage) => words(`acceptance.progress.flow.${stage}`))}
          current={way.current}
          returned={way.returned}
        />
      )}
      {isWithUnit && (
        <Notice tone={returned ? 'warning' : 'info'}>
          {words(returned ? 'acceptance.progress.returned' : 'acceptance.progress.withUnit')}
        </Notice>
      )}
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {officeTelephone !== '' && (
        <p className="quiet">{words('accounts.signIn.telephone', { telephone: officeTelephone })}</p>
      )}
      <div className="row">
        <Button onClick={onAnother}>{words('acceptance.progress.another')}</Button>
      </div>
    </>
  )
}
