import '../words/zh/enrolment.ts'
import type { ReactElement } from 'react'
import { voidEnrolment } from '../../contract/enrolment-review.ts'
import { getEnrolment, listEnrolments } from '../../contract/enrolment.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

type Props = { readonly enrolment: EnrolmentDetail; readonly onClose: () => void }

/** 作废 of an approved enrolment for which no money came; the people become free again. */
export function VoidDialog({ enrolment, onClose }: Props): ReactElement {
  const { id, number, version } = enrolment
  const command = useCommand(voidEnrolment, {
    refreshes: [getEnrolment, listEnrolments, countWork],
    onDone: () => {
      toast(words('enrolment.voidDone', { number }))
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={words('enrolment.voidTitle', { number })}
      label={words('enrolment.voidReason')}
      most={500}
      action={words('enrolment.void')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={(reason) => command.run({ id, version, reason })}
    >
      <p>{words('enrolment.voidText')}</p>
    </ReasonDialog>
  )
}
