import { useState, type ReactElement } from 'react'
import { downloadInsured } from '../../contract/certificates.ts'
import { needsReason, PEOPLE_WITHOUT_REASON } from '../../domain/certificates/roster-download.ts'
import { holdsAny, isUnitSide, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { fetchFile, keepFile } from '../shared/download-file.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { words } from '../words/words.ts'

type Letter = { readonly id: string; readonly heads: number }

/** 下载人员清单; an officer who takes more than 1,000 people along says why. */
export function DownloadPeople({ id, heads }: Letter): ReactElement {
  const session = useSession()
  const [asking, setAsking] = useState(false)
  const mayDownload = holdsAny(session, downloadInsured.access)
  if (!mayDownload || !needsReason({ people: heads, ofOwnUnit: isUnitSide(session) })) {
    return (
      <DownloadButton
        route={downloadInsured}
        input={{ id }}
        reason={mayDownload ? undefined : words('certificates.onlyTheirs')}
      >
        {words('certificates.downloadPeople')}
      </DownloadButton>
    )
  }
  return (
    <>
      <Button icon="download" onClick={() => setAsking(true)}>
        {words('certificates.downloadPeople')}
      </Button>
      {asking && <AskReason id={id} heads={heads} onClose={() => setAsking(false)} />}
    </>
  )
}

function AskReason({ id, heads, onClose }: Letter & { onClose: () => void }): ReactElement {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const download = async (reason: string) => {
    setPending(true)
    setProblem(undefined)
    try {
      keepFile(await fetchFile(downloadInsured, { id, reason }))
      onClose()
    } catch (error) {
      setProblem(sentenceOf(error))
      setPending(false)
    }
  }
  return (
    <ReasonDialog
      title={words('certificates.downloadPeople')}
      action={words('certificates.downloadAct')}
      label={words('certificates.downloadReason')}
      most={200}
      pending={pending}
      error={problem}
      onConfirm={(reason) => void download(reason)}
      onCancel={onClose}
    >
      <p>
        {words('certificates.downloadMany', {
          count: shownCount(heads),
          most: shownCount(PEOPLE_WITHOUT_REASON),
        })}
      </p>
    </ReasonDialog>
  )
}
