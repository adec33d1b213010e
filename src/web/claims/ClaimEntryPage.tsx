import '../words/zh/claim-entry.ts'
import '../words/zh/claim-pool.ts'
import '../words/zh/pool.ts'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { listClaims, openClaim } from '../../contract/claims.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useOpened } from '../shared/use-opened.ts'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { EntryFlow } from './EntryFlow.tsx'
import { lastSaveOf } from './last-saves.ts'
import './entry.css'

// The form comes while the case is asked for: whose it is and where it stands need not wait for it.
const form = import('./ClaimEntryDesk.tsx')
const ClaimEntryDesk = lazy(() => form.then((file) => ({ default: file.ClaimEntryDesk })))
const HandOver = lazy(() => import('../work-pool/HandOver.tsx').then((file) => ({ default: file.HandOver })))

/** One case in 费用录入. Opening it is journaled, so it is opened once and not again on every focus. */
export function ClaimEntryPage(): ReactElement {
  const { id } = useParams({ from: '/inside/claim-entry/$id' })
  const [opened, setOpened] = useState(0)
  const { data, error, refetch } = useOpened(openClaim, { id }, { times: opened, after: () => lastSaveOf(id) })
  const again = () => setOpened((count) => count + 1)
  const text = data && [data.insured.name, CLAIM_KIND_NAMES[data.kind], data.unitName].join(' · ')
  return (
    <div className="page">
      <PageHead
        title={words('menu.claimEntry')}
        {...(data && { object: data.number })}
        text={text}
        actions={
          <>
            {data?.state === 'entry' && (
              <Suspense fallback={null}>
                <HandOver kind="claim-entry" subjects={[id]} refreshes={[listClaims]} onDone={again} />
              </Suspense>
            )}
            <LinkButton to="/claim-entry">{words('claimEntry.toPool')}</LinkButton>
          </>
        }
      />
      {data === undefined && error === null && <Skeleton lines={12} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data && (
        <>
          <EntryFlow claim={data} />
          <Suspense fallback={<Skeleton lines={12} />}>
            <ClaimEntryDesk key={`${id} ${opened}`} claim={data} onAgain={again} />
          </Suspense>
        </>
      )}
    </div>
  )
}
