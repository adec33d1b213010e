import '../words/zh/enrolment.ts'
import type { ReactElement } from 'react'
import { deleteEnrolment, getEnrolment, listEnrolments, withdrawEnrolment } from '../../contract/enrolment.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'

export type StepBack = 'delete' | 'withdraw'

type Props = {
  readonly step: StepBack
  readonly row: { readonly id: string; readonly number: string; readonly version: number }
  readonly onClose: () => void
}

/** Asks before 删除 and 撤回, which give up what was entered or the place in the queue. */
export function StepBackDialog({ step, row, onClose }: Props): ReactElement {
  const { id, number, version } = row
  const command = useCommand(step === 'delete' ? deleteEnrolment : withdrawEnrolment, {
    refreshes: [listEnrolments, getEnrolment, countWork],
    onDone: () => {
      toast(words(`enrolment.${step}.done`, { number }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={words(`enrolment.${step}.title`, { number })}
      action={words(`enrolment.${step}`)}
      danger={step === 'delete'}
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onConfirm={() => command.run({ id, version })}
      onCancel={onClose}
    >
      <p>{words(`enrolment.${step}.text`)}</p>
    </ConfirmDialog>
  )
}
