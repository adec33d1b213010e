import '../words/zh/certificates.ts'
import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { verifyCertificate } from '../../contract/certificates.ts'
import { problemOf, sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount, shownPeriod } from '../shared/shown.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useTitle } from '../shared/use-title.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { verdictOf } from './verdict.ts'
import './certificates.css'

/** Where the QR code of a letter leads: whether it is genuine and still the newest; nothing personal. */
export function VerifyPage(): ReactElement {
  const { token = '', version } = useParams({ strict: false })
  const asked = version === undefined ? {} : { version: Number(version) }
  const { data, error, refetch } = useEndpointQuery(verifyCertificate, { token, ...asked })
  useTitle(words('certificates.verify'))
  if (data === undefined && error === null) return <Skeleton lines={6} />
  if (data === undefined) {
    const { kind } = problemOf(error)
    if (kind === 'offline' || kind === 'fault') {
      return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
    }
    return (
      <EmptyState
        icon="warning"
        heading="h1"
        title={words('certificates.notGenuine')}
        text={words('certificates.notGenuineText')}
      />
    )
  }
  const { tone, sentences } = verdictOf(data, version !== undefined)
  const facts: readonly (readonly [string, string])[] = [
    [words('certificates.number'), data.number],
    [words('certificates.version'), words('certificates.versionNumber', { version: data.version })],
    [words('enrolment.unit'), data.unitName],
    [words('plans.plan'), data.planName],
    [words('enrolment.people'), words('enrolment.heads', { count: shownCount(data.heads) })],
    [words('certificates.period'), shownPeriod(data.firstDay, data.lastDay)],
    [words('enrolment.office'), data.officeName],
  ]
  return (
    <section className="card card-body verify">
      <h1>{words('certificates.verify')}</h1>
      <Notice tone={tone}>
        {sentences.map((sentence) => (
          <p key={sentence}>
            <b>{sentence}</b>
          </p>
        ))}
      </Notice>
      <dl className="letter-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{words('certificates.verifyText')}</p>
    </section>
  )
}
