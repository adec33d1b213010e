import '../words/zh/claim-archive.ts'
import type { ReactElement } from 'react'
import { listClaimExports, startClaimExport, startUnmaskedClaimExport } from '../../contract/claim-exports.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Notice } from '../ui/Notice.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimQuery } from './ExportClaims.tsx'

export type ExportDialogProps = {
  readonly query: ClaimQuery
  readonly unmasked: boolean
  /** Why it is asked, e.g. how many rows there are. */
  readonly why: string | undefined
  readonly onBegun: (id: string) => void
  readonly onClose: () => void
}

/** Asks why so much, or numbers in full, shall leave. */
export function ExportDialog({ query, unmasked, why, onBegun, onClose }: ExportDialogProps): ReactElement {
  const refreshes = [listClaimExports, 'oversight'] as const
  const masked = useCommand(startClaimExport, { refreshes, onDone: ({ id }) => onBegun(id) })
  const full = useCommand(startUnmaskedClaimExport, {
    refreshes,
    onDone: () => {
      toast(words('claimArchive.asked'))
      onClose()
    },
  })
  const command = unmasked ? full : masked
  return (
    <ReasonDialog
      title={words(unmasked ? 'claimArchive.fullTitle' : 'claimArchive.exportTitle')}
      label={words('claimArchive.reason')}
      hint={words('claimArchive.reasonHint')}
      missing={words('claimArchive.reasonMissing')}
      most={200}
      action={words(unmasked ? 'claimArchive.askSecond' : 'claimArchive.start')}
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onConfirm={(reason) => command.run({ ...query, reason })}
      onCancel={onClose}
    >
      {unmasked && <Notice tone="warning">{words('claimArchive.fullText')}</Notice>}
      {why !== undefined && <p>{why}</p>}
    </ReasonDialog>
  )
}
