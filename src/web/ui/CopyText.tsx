import { useState, type ReactElement } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'
import { copyText } from './copy-text.ts'

/** A text with a button that copies it, e.g. a bank account or a reference number. */
export function CopyText({ text, name }: { text: string; name: string }): ReactElement {
  const [copied, setCopied] = useState(false)
  return (
    <span className="copy">
      <b>{text}</b>
      <Button
        kind="text"
        icon={copied ? 'check' : 'copy'}
        aria-label={words('ui.copyOf', { name })}
        onClick={() => {
          void copyText(text)
          setCopied(true)
          setTimeout(() => setCopied(false), 2_000)
        }}
      >
        <span aria-live="polite">{copied ? words('ui.copied') : words('ui.copy')}</span>
      </Button>
    </span>
  )
}
