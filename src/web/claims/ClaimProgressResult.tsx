import type { ReactElement } from 'react'
import type { claimProgress } from '../../contract/claim-acceptance.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { dayInWords } from '../shared/time-in-words.ts'
import { Button } from '../ui/Button.tsx'
import { FlowLine } from '../ui/FlowLine.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { ClaimTag } from './ClaimTag.tsx'

export type ClaimProgress = OutputOf<typeof claimProgress>
export type ClaimProgressResultProps = { readonly progress: ClaimProgress; readonly onAnother: () => void }

/** How far along the line a state lies; ended cases have left it. */
const STEP: { readonly [S in ClaimState]: number } = {
  materials: 0,
  entry: 0,
  'first-review': 1,
  'second-review': 1,
  approval: 1,
  payable: 2,
  'payment-failed': 2,
  'payee-review': 2,
  closed: 4,
  declined: 4,
  refused: 4,
  withdrawn: 4,
  deleted: 4,
}

/** Where a case stands and by when: states and days, nothing of what it is about. */
export function ClaimProgressResult({ progress, onAnother }: ClaimProgressResultProps): ReactElement {
  const { number, state, returned, unitName, officeName, officeTelephone, promisedOn, totalDays } = progress
  const isWithUnit = STEP[state] === 0
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
      <FlowLine
        label={words('acceptance.progress.flow')}
        nodes={[
          words('acceptance.progress.flow.unit'),
          words('acceptance.progress.flow.review'),
          words('acceptance.progress.flow.payment'),
          words('acceptance.progress.flow.closed'),
        ]}
        current={STEP[state]}
        returned={returned}
      />
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
