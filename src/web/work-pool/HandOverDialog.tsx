import '../words/zh/pool.ts'
import { useState, type ReactElement } from 'react'
import { countWork, handOverWork, type listColleagues } from '../../contract/work-pool.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { HandOverProps } from './HandOver.tsx'

export type HandOverDialogProps = HandOverProps & {
  readonly colleagues: OutputOf<typeof listColleagues>['colleagues']
  readonly onClose: () => void
}

/** Asks to whom. */
export function HandOverDialog(props: HandOverDialogProps): ReactElement {
  const { kind, subjects, colleagues, refreshes, onClose, onDone } = props
  const [to, setTo] = useState(colleagues[0]?.id ?? '')
  const handOver = useCommand(handOverWork, {
    refreshes: [...refreshes, countWork],
    onDone: ({ handed, to: name }) => {
      toast(words('pool.handedOver', { count: handed, name }))
      onDone()
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={words('pool.handOverTitle', { count: subjects.length })}
      action={words('pool.handOver')}
      pending={handOver.pending}
      error={handOver.error === null ? undefined : sentenceOf(handOver.error)}
      onConfirm={() => handOver.run({ kind, subjects: [...subjects], to })}
      onCancel={onClose}
    >
      <p>{words('pool.handOverText')}</p>
      <SelectField
        label={words('pool.handOverTo')}
        empty={false}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
    </ConfirmDialog>
  )
}
