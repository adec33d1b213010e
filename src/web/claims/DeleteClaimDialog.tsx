import type { ReactElement } from 'react'
import { deleteClaim } from '../../contract/claim-acceptance.ts'
import { listClaims } from '../../contract/claims.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimRow } from './claim-columns.tsx'

/** 案件删除 asks 确认删除? and why. */
export function DeleteClaimDialog({ claim, onClose }: { claim: ClaimRow; onClose: () => void }): ReactElement {
  const { id, number, version, name, kind } = claim
  const command = useCommand(deleteClaim, {
    refreshes: [listClaims, countWork],
    onDone: () => {
      toast(words('acceptance.deleted', { number }))
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={words('acceptance.deleteTitle', { number })}
      label={words('acceptance.deleteReason')}
      most={500}
      action={words('acceptance.confirm')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={(reason) => command.run({ id, version, reason })}
    >
      <p>{words('acceptance.deleteText', { name, kind: CLAIM_KIND_NAMES[kind] })}</p>
    </ReasonDialog>
  )
}
