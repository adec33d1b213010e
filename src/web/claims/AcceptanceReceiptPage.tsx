import '../words/zh/claim-acceptance.ts'
import '../words/zh/claim-pool.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { acceptanceReceipt } from '../../contract/claim-acceptance.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { timeInWords } from '../shared/time-in-words.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import './acceptance.css'

/** 受理回执, to print on A4. */
export function AcceptanceReceiptPage(): ReactElement {
  const { id } = useParams({ from: '/inside/claims/receipts/$id' })
  const { data, error, refetch } = useEndpointQuery(acceptanceReceipt, { id })
  return (
    <div className="page acceptance-print">
      <PageHead
        title={words('acceptance.receipt')}
        text={words('acceptance.receiptText')}
        actions={
          <Button kind="primary" icon="receipt" onClick={() => print()}>
            {words('acceptance.printReceipt')}
          </Button>
        }
      />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && <Receipt receipt={data} />}
    </div>
  )
}

type Receipt = OutputOf<typeof acceptanceReceipt>

function Receipt({ receipt }: { receipt: Receipt }): ReactElement {
  const { associationName, unitName, officeName, officeTelephone, acceptedAt, cases, progressUrl, qr } = receipt
  const facts: readonly (readonly [string, string])[] = [
    [words('acceptance.unit'), unitName],
    [words('acceptance.acceptedAt'), timeInWords(acceptedAt)],
    [words('acceptance.office'), officeName],
    [words('acceptance.telephone'), officeTelephone],
  ]
  return (
    <section className="card card-body stack acceptance-receipt" aria-label={words('acceptance.receipt')}>
      <header>
        <h2>{words('acceptance.receipt')}</h2>
        <p className="quiet">{associationName}</p>
      </header>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ReceiptCases cases={cases} />
      <h3>{words('acceptance.receiptNext')}</h3>
      <ol className="acceptance-steps">
        <li>{words('acceptance.step.materials')}</li>
        <li>{words('acceptance.step.entry')}</li>
        <li>{words('acceptance.step.decision', { days: receipt.totalDays, promisedOn: receipt.promisedOn })}</li>
        <li>{words('acceptance.step.paid')}</li>
      </ol>
      <div className="acceptance-follow">
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={words('acceptance.qr')}>
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <div>
          <h3>{words('acceptance.follow')}</h3>
          <p>{words('acceptance.followText', { url: progressUrl.split('?')[0] ?? '' })}</p>
        </div>
      </div>
    </section>
  )
}

function ReceiptCases({ cases }: Pick<Receipt, 'cases'>): ReactElement {
  return (
    <div className="table-box">
      <table className="table">
        <caption className="unseen">{words('acceptance.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{words('claimPool.number')}</th>
            <th scope="col">{words('acceptance.name')}</th>
            <th scope="col">{words('acceptance.idNumber')}</th>
            <th scope="col">{words('acceptance.kind')}</th>
            <th scope="col">{words('acceptance.incidentOn')}</th>
            <th scope="col">{words('claimPool.state')}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ number, name, idMasked, planName, kind, incidentOn, state }) => (
            <tr key={number}>
              <td>{number}</td>
              <td>{name}</td>
              <td>{idMasked}</td>
              <td title={planName}>{CLAIM_KIND_NAMES[kind]}</td>
              <td>{incidentOn}</td>
              <td>{CLAIM_STATE_WORDS[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
