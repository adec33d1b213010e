import '../words/zh/claim-archive.ts'
import '../words/zh/claim-entry.ts'
import '../words/zh/claim-pool.ts'
import '../words/zh/claim-review.ts'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { isUnitSide, useSession } from '../accounts/session.ts'
import type { ClaimDetail } from '../claims/claim-detail.ts'
import { ClaimTag } from '../claims/ClaimTag.tsx'
import { EntryFlow } from '../claims/EntryFlow.tsx'
import { useOpenedClaim } from '../claims/use-opened-claim.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words, type PlainKey } from '../words/words.ts'
import './claim-page.css'

const ClaimParts = lazy(() => import('./ClaimParts.tsx').then((file) => ({ default: file.ClaimParts })))
const WithdrawClaim = lazy(() =>
  import('../claims/WithdrawClaim.tsx').then((file) => ({ default: file.WithdrawClaim })),
)

const ENDED = ['closed', 'declined', 'refused', 'withdrawn', 'deleted']

/** 查看: a case whole, to be read. Everything that its reader may see, and the ways on from here. */
export function ClaimPage(): ReactElement {
  const { id } = useParams({ from: '/inside/claims/$id' })
  const { data, error, refetch } = useOpenedClaim(id)
  const isUnit = isUnitSide(useSession())
  return (
    <div className="page">
      <PageHead
        title={words('claimArchive.case')}
        object={data?.number}
        text={data && [data.insured.name, CLAIM_KIND_NAMES[data.kind], data.planName, data.unitName].join(' · ')}
        actions={
          <>
            {data && <Ways claim={data} />}
            {data && isUnit && !ENDED.includes(data.state) && (
              <Suspense fallback={null}>
                <WithdrawClaim claim={data} onWithdrawn={() => void refetch()} />
              </Suspense>
            )}
            <LinkButton to="/claim-archive" search={{}}>
              {words('claimArchive.back')}
            </LinkButton>
          </>
        }
      />
      {data === undefined && error === null && <Skeleton lines={12} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data && (
        <>
          <div className="no-print">
            <EntryFlow claim={data} />
          </div>
          <State claim={data} />
          <Suspense fallback={<Skeleton lines={12} />}>
            <ClaimParts claim={data} />
          </Suspense>
        </>
      )}
    </div>
  )
}

/** Where the reader works on the case, if it waits there. */
function Ways({ claim: { id, state } }: { claim: ClaimDetail }): ReactElement | null {
  const { desks } = useSession()
  const reviewing = ['claim-first-review', 'claim-second-review', 'claim-approval'] as const
  const entering = desks.includes('unit-handler') || desks.includes('claim-entry')
  if (state === 'materials' && entering)
    return (
      <LinkButton kind="primary" to="/claims/$id/materials" params={{ id }} search={{}}>
        {words('claimArchive.work')}
      </LinkButton>
    )
  if (state === 'entry' && entering)
    return (
      <LinkButton kind="primary" to="/claim-entry/$id" params={{ id }}>
        {words('claimArchive.work')}
      </LinkButton>
    )
  if (reviewing.some((desk) => desks.includes(desk)))
    return (
      <LinkButton to="/claim-reviews/$id" params={{ id }} search={{}}>
        {words('claimArchive.review')}
      </LinkButton>
    )
  return null
}

/** What the reasons of a case are about; a case under review keeps those of its last return until it is approved. */
const WHY: { readonly [S in ClaimState]?: PlainKey } = {
  materials: 'claimArchive.why.returned',
  entry: 'claimArchive.why.returned',
  refused: 'claimArchive.why.refused',
  declined: 'claimArchive.why.declined',
  withdrawn: 'claimArchive.why.withdrawn',
  deleted: 'claimArchive.why.deleted',
}

/** What became of it, why, and the cases beside it. */
function State({ claim }: { claim: ClaimDetail }): ReactElement {
  const { state, reasons, clause, promisedOn, submittedAt, siblings, full } = claim
  const returned = reasons.length > 0 && (state === 'materials' || state === 'entry')
  return (
    <div className="stack no-print">
      <p className="row">
        <ClaimTag state={state} returned={returned} />
        {promisedOn !== null && !ENDED.includes(state) && (
          <span className="quiet">
            {words(submittedAt === null ? 'claimArchive.wouldPromise' : 'claimArchive.promised', { day: promisedOn })}
          </span>
        )}
        {clause !== null && <span>{words('claimArchive.clause', { clause })}</span>}
      </p>
      {!full && <Notice>{words('claimArchive.masked')}</Notice>}
      {reasons.length > 0 && (
        <Notice tone="warning">
          <b>{words(WHY[state] ?? 'claimArchive.why.asked')}</b>
          <ul className="plain-list">
            {reasons.map(({ target, path, text }) => (
              <li key={`${target} ${path} ${text}`}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
      {siblings.length > 0 && (
        <p className="row">
          <span className="quiet">{words('claimArchive.siblings')}</span>
          {siblings.map(({ id, number, kind, state: its }) => (
            <Link key={id} to="/claims/$id" params={{ id }} search={{}}>
              {`${number} ${CLAIM_KIND_NAMES[kind]} ${CLAIM_STATE_WORDS[its]}`}
            </Link>
          ))}
        </p>
      )}
    </div>
  )
}
