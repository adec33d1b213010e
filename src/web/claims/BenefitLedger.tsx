import { useState, type ReactElement } from 'react'
import { showBenefitLedger } from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import './entry.css'

type Limit = OutputOf<typeof showBenefitLedger>['limits'][number]
type Use = Limit['uses'][number]

function shown(amount: string, unit: Limit['unit']): string {
  return unit === 'fen' ? shownYuan(amount) : words(`claimEntry.unit.${unit}`, { count: amount })
}

function UseLine({ use, unit }: { use: Use; unit: Limit['unit'] }): ReactElement {
  const who = use.mine ? words('claimEntry.thisCase') : (use.number ?? words('claimEntry.otherCase'))
  return (
    <li>
      <span>
        {who}
        <small>{`${CLAIM_KIND_NAMES[use.kind]} ${use.on}`}</small>
      </span>
      <span className="number">
        {`${words(use.paid ? 'claimEntry.paid' : 'claimEntry.reserved')} ${shown(use.used, unit)}`}
      </span>
    </li>
  )
}

function Limits({ claimId }: { claimId: string }): ReactElement {
  const { data, error, refetch } = useEndpointQuery(showBenefitLedger, { id: claimId })
  if (data === undefined)
    return error === null ? (
      <Skeleton lines={3} />
    ) : (
      <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
    )
  return (
    <>
      {data.limits.map(({ name, unit, cap, paid, reserved, left, uses }) => (
        <div className="ledger" key={`${name} ${unit}`}>
          <div className="row spread">
            <b>{name}</b>
            <b className="number">{words('claimEntry.left', { left: shown(left, unit) })}</b>
          </div>
          <p className="quiet small">
            {words('claimEntry.ledgerOf', {
              cap: shown(cap, unit),
              paid: shown(paid, unit),
              reserved: shown(reserved, unit),
            })}
          </p>
          <ul>
            {uses.map((use, index) => (
              <UseLine key={index} use={use} unit={unit} />
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}

/** 额度台账: per limit what is paid, reserved by which case, and left; asked for when it is opened. */
export function BenefitLedger({ claimId }: { claimId: string }): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <details className="card card-body more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words('claimEntry.ledger')}</summary>
      {open && <Limits claimId={claimId} />}
    </details>
  )
}
