import type { ReactElement } from 'react'
import { holdsAny, useSession } from '../accounts/session.ts'
import { getCertificate, listCertificates, refreshCertificate } from '../../contract/certificates.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { CertificateRow } from './certificate-columns.tsx'

type Props = { readonly row: CertificateRow; readonly printed: boolean; readonly onPrint: () => void }

/** 确认人员名单并打印确认书, or 确认书下载 once printed, and 刷新计划书. */
export function CertificateActions({ row, printed, onPrint }: Props): ReactElement {
  const { id, number, version } = row
  const refresh = useCommand(refreshCertificate, {
    refreshes: [listCertificates, getCertificate, countWork],
    onDone: (answer) =>
      toast(
        answer.changed
          ? words('certificates.refreshed', { number, version: answer.version })
          : words('certificates.unchanged', { number }),
      ),
  })
  const mayRefresh = holdsAny(useSession(), refreshCertificate.access)
  const print = words(printed ? 'certificates.download' : 'certificates.print')
  return (
    <>
      <Button kind="text" aria-label={`${print} ${number}`} onClick={onPrint}>
        {print}
      </Button>
      <Button
        kind="text"
        pending={refresh.pending}
        reason={mayRefresh ? undefined : words('certificates.onlyTheirs')}
        aria-label={`${words('certificates.refresh')} ${number}`}
        onClick={() => refresh.run({ id, version })}
      >
        {words('certificates.refresh')}
      </Button>
      {refresh.error !== null && (
        <span className="field-error" role="alert">
          {sentenceOf(refresh.error)}
        </span>
      )}
    </>
  )
}
