import { lazy, Suspense, useState, type ReactElement } from 'react'
import { holdsAny, useSession } from '../accounts/session.ts'
import { shownCount } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail } from './batch-detail.ts'

const PayAgainDialog = lazy(() => import('./PayAgainDialog.tsx').then((file) => ({ default: file.PayAgainDialog })))

type Failure = BatchDetail['failures'][number]

/** What failed by what the bank said; what was not the payee's fault is paid again without the unit. */
export function BatchFailures({ detail }: { detail: BatchDetail }): ReactElement {
  const releases = holdsAny(useSession(), ['payout-release'])
  const [asking, setAsking] = useState<Failure>()
  const reasonAgainst = ({ importedByMe }: Failure) => {
    if (!releases) return words('payouts.againDesk')
    return importedByMe ? words('payouts.againImporter') : undefined
  }
  return (
    <section className="card card-body stack" aria-labelledby="batch-failures">
      <h2 id="batch-failures">{words('payouts.failures')}</h2>
      <p className="quiet">{words('payouts.failuresText')}</p>
      <ul className="payout-returns">
        {detail.failures.map((failure) => (
          <li key={failure.reason}>
            {words('payouts.failureOf', { reason: failure.reason, count: shownCount(failure.count) })}{' '}
            <Button
              kind="text"
              reason={reasonAgainst(failure)}
              aria-label={words('payouts.againOf', { reason: failure.reason })}
              onClick={() => setAsking(failure)}
            >
              {words('payouts.again')}
            </Button>
          </li>
        ))}
      </ul>
      {asking !== undefined && (
        <Suspense fallback={null}>
          <PayAgainDialog batch={detail.batch} failure={asking} onClose={() => setAsking(undefined)} />
        </Suspense>
      )}
    </section>
  )
}
