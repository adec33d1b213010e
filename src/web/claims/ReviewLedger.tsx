import { useState, type ReactElement } from 'react'
import { showBenefitLedger } from '../../contract/claim-entry.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'

/** Every limit of the cover: paid, reserved by which case, and left. Read once it is unfolded. */
export function ReviewLedger({ id }: { id: string }): ReactElement {
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useEndpointQuery(showBenefitLedger, { id }, { enabled: open })
  return (
    <details className="card card-body more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words('claimReview.ledger')}</summary>
      {open && data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data?.limits.length === 0 && <p className="quiet">{words('claimReview.noLedger')}</p>}
      {data?.limits.map(({ name, unit, cap, paid, reserved, left, uses }) => (
        <div className="ledger" key={`${name} ${unit}`}>
          <b>{name}</b>
          <p>{words('claimReview.ledgerLine', { cap, paid, reserved, left })}</p>
          <ul className="plain-list">
            {uses.map((use) => (
              <li key={`${use.number} ${use.kind} ${use.on} ${use.used}`} className="quiet">
                {words('claimReview.ledgerUse', {
                  number: use.number ?? words('claimReview.elsewhere'),
                  kind: CLAIM_KIND_NAMES[use.kind],
                  used: use.used,
                  state: words(use.paid ? 'claimReview.usePaid' : 'claimReview.useReserved'),
                })}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  )
}
