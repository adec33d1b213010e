import { useState, type ReactElement } from 'react'
import { getClaimSettings, saveApprovalLimit } from '../../contract/claim-settings.ts'
import { parseYuan } from '../../domain/shared/cents.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimOfficer } from './claim-settings.ts'

export type ApprovalLimitDialogProps = { readonly officer: ClaimOfficer; readonly onClose: () => void }

/** How far one officer approves; saving asks for the password again. */
export function ApprovalLimitDialog({ officer, onClose }: ApprovalLimitDialogProps): ReactElement {
  const { id, name, version, desks } = officer
  const approves = desks.includes('claim-second-review') || desks.includes('claim-approval')
  const [limit, setLimit] = useState(officer.approvalLimit ?? '')
  const [leads, setLeads] = useState(officer.leads)
  const save = useCommand(saveApprovalLimit, {
    refreshes: [getClaimSettings],
    onDone: () => {
      toast(words('claimSettings.officerSaved', { name }))
      onClose()
    },
  })
  const typed = limit.replaceAll(',', '').trim()
  const wrong = typed !== '' && !parseYuan(typed).ok
  const send = () => {
    if (!wrong) save.run({ id, version, approvalLimit: typed === '' ? null : typed, leads })
  }
  return (
    <Dialog
      title={words('claimSettings.changeOf', { name })}
      pending={save.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={save.pending} onClick={onClose} />
          <Button kind="primary" pending={save.pending} onClick={send}>
            {words('claimSettings.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {save.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(save.error)}
          </Notice>
        )}
        {approves && (
          <MoneyField
            label={words('claimSettings.limitLabel')}
            hint={words('claimSettings.limitHint')}
            error={wrong ? words('form.malformed') : undefined}
            value={limit}
            onChange={(event) => setLimit(event.target.value)}
          />
        )}
        <CheckboxField
          label={words('claimSettings.leadsYes')}
          checked={leads}
          onChange={(event) => setLeads(event.target.checked)}
        />
      </div>
    </Dialog>
  )
}
