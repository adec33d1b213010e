import '../words/zh/claim-entry.ts'
import { useState, type ReactElement } from 'react'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { typedText } from './typed-text.ts'

export type LostCaseProps = {
  readonly entry: ClaimEntry
  readonly error: unknown
  readonly onReload: () => void
}

/** The case is somebody else's by now: why nothing is saved any more, and what was typed to take along. */
export function LostCase({ entry, error, onReload }: LostCaseProps): ReactElement {
  const [copied, setCopied] = useState<boolean>()
  return (
    <Notice tone="danger" live>
      <b>{words('claimEntry.lost', { reason: sentenceOf(error) })}</b>
      <p>{words('claimEntry.lostText')}</p>
      <div className="row">
        <Button
          icon={copied ? 'check' : 'copy'}
          onClick={() => {
            void copyText(typedText(entry)).then(setCopied)
          }}
        >
          {words(copied ? 'claimEntry.copied' : 'claimEntry.copyTyped')}
        </Button>
        <Button onClick={onReload}>{words('claimEntry.reload')}</Button>
      </div>
      {copied === false && <p className="field-error">{words('claimEntry.notCopied')}</p>}
    </Notice>
  )
}
