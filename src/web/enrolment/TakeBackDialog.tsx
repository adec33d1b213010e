import type { ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail, ReturnReason } from './enrolment-detail.ts'
import { ReturnDialog } from './ReturnDialog.tsx'
import { useKeptReasons, useReturnDraft } from './use-return-draft.ts'

type Props = { readonly enrolment: EnrolmentDetail; readonly onClose: () => void }

function Opened({ enrolment, kept, onClose }: Props & { kept: readonly ReturnReason[] }): ReactElement {
  const draft = useReturnDraft(enrolment, kept)
  return <ReturnDialog enrolment={enrolment} draft={draft} onClose={onClose} onReturned={onClose} />
}

/** The office takes 开票录入 or 到账确认 back to 初审退回, with reasons as in 参保初审; they are kept while one writes. */
export function TakeBackDialog({ enrolment, onClose }: Props): ReactElement {
  const { data, error, refetch } = useKeptReasons(enrolment.id)
  if (data !== undefined) return <Opened enrolment={enrolment} kept={data.reasons} onClose={onClose} />
  return (
    <Dialog title={words('enrolment.takeBack')} size="medium" onClose={onClose}>
      {error === null ? <Skeleton lines={4} /> : <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
    </Dialog>
  )
}
