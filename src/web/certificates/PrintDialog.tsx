import '../words/zh/certificates.ts'
import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { getCertificate } from '../../contract/certificates.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { queryKeyOf, useEndpointQuery } from '../shared/use-endpoint.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { InsuredPanel } from './InsuredPanel.tsx'
import { LetterPanel } from './LetterPanel.tsx'

const A_SECOND = 1_000

/** Asked for again and again until its PDF is made. */
function useLetter(id: string) {
  const known = useQueryClient().getQueryData<OutputOf<typeof getCertificate>>(queryKeyOf(getCertificate, { id }))
  return useEndpointQuery(getCertificate, { id }, { every: known?.certificate.ready === false ? A_SECOND : false })
}

/** 参保人员清单列表: the people of a letter, and the letter itself beside them. */
export function PrintDialog({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const { data, error, refetch } = useLetter(id)
  return (
    <Dialog title={words('certificates.people')} size="large" onClose={onClose}>
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className="print">
          <InsuredPanel id={id} heads={data.certificate.heads} />
          <LetterPanel key={data.certificate.version} letter={data} />
        </div>
      )}
    </Dialog>
  )
}
