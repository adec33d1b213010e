import { useState, type ReactElement } from 'react'
import { deleteClaim } from '../../contract/claim-acceptance.ts'
import { listClaims } from '../../contract/claims.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimRow } from './claim-columns.tsx'

/** 案件删除 asks 确认删除? and why. */
export function DeleteClaimDialog({ claim, onClose }: { claim: ClaimRow; onClose: () => void }): ReactElement {
  const { id, number, version, name, kind } = claim
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const command = useCommand(deleteClaim, {
    refreshes: [listClaims, countWork],
    onDone: () => {
      toast(words('acceptance.deleted', { number }))
      onClose()
    },
  })
  const text = reason.replace(/\s+/g, ' ').trim()
  return (
    <ConfirmDialog
      title={words('acceptance.deleteTitle', { number })}
      action={words('acceptance.confirm')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={() => (text === '' ? setMissing(true) : command.run({ id, version, reason: text }))}
    >
      <p>{words('acceptance.deleteText', { name, kind: CLAIM_KIND_NAMES[kind] })}</p>
      <TextArea
        label={words('acceptance.deleteReason')}
        required
        maxLength={500}
        error={missing && text === '' ? words('form.fill') : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
