import { useEffect, useRef, type FormEvent, type ReactElement, type ReactNode } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type ErrorLine } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'

export type HandlerFormProps = {
  /** What is done, and what happens then. */
  readonly title: string
  readonly text: string
  readonly form: { readonly lines: readonly ErrorLine[]; readonly attempt: number }
  readonly command: { readonly pending: boolean; readonly error: unknown }
  readonly onSubmit: (event?: FormEvent) => void
  readonly onCancel: () => void
  readonly children: ReactNode
  /** Below the other fields, over the whole width. */
  readonly reason?: ReactNode
}

/** One act on a unit's handlers, below its accounts; the focus goes into it, and back to the button that opened it. */
export function HandlerForm(props: HandlerFormProps): ReactElement {
  const { title, text, form, command, onSubmit, onCancel, children, reason } = props
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    fields.current?.querySelector('input')?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <form className="stack" noValidate aria-label={title} onSubmit={onSubmit}>
      <h3>{title}</h3>
      <p className="quiet">{text}</p>
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {command.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(command.error)}
        </Notice>
      )}
      <div className="form-grid" ref={fields}>
        {children}
      </div>
      {reason}
      <div className="row row-end">
        <Button onClick={onCancel}>{words('ui.cancel')}</Button>
        <Button type="submit" kind="primary" pending={command.pending}>
          {title}
        </Button>
      </div>
    </form>
  )
}
