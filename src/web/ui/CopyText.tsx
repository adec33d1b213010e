import { useState, type ReactElement } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'
import { copyText } from './copy-text.ts'

const SHOWN = { idle: 'ui.copy', copied: 'ui.copied', failed: 'ui.notCopied' } as const

/** A text with a button that copies it, e.g. a bank account or a reference number. */
export function CopyText({ text, name }: { text: string; name: string }): ReactElement {
  const [outcome, setOutcome] = useState<keyof typeof SHOWN>('idle')
  const copy = async () => {
    const copied = await copyText(text)
    setOutcome(copied ? 'copied' : 'failed')
    if (copied) setTimeout(() => setOutcome('idle'), 2_000)
  }
  return (
    <span className="copy">
      <b>{text}</b>
      <Button
        kind="text"
        icon={outcome === 'copied' ? 'check' : 'copy'}
        aria-label={words('ui.copyOf', { name })}
        onClick={() => void copy()}
      >
        <span aria-live="polite">{words(SHOWN[outcome])}</span>
      </Button>
    </span>
  )
}
