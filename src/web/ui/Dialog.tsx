import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'
import { CancelButton } from './CancelButton.tsx'
import { classNames } from './class-names.ts'
import { Icon } from './Icon.tsx'

export type DialogProps = {
  /** Asks or names, with the object's name in it. */
  readonly title: string
  /** Called for Esc, the cross and 取消. The dialog is open as long as it is rendered. */
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the foot, the way on last. */
  readonly foot?: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  /** While true it stays open, since its answer may be a refusal that has to be read. */
  readonly pending?: boolean
}

/**
 * A dialog over the page, by the native element: focus stays inside, Esc closes, and focus returns to where it came
 * from. The element marked `data-autofocus` gets the focus first.
 */
export function Dialog(props: DialogProps): ReactElement {
  const { title, onClose, children, foot, size = 'small', pending = false } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    if (!element?.open) element?.showModal()
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const leave = () => {
    if (!pending) onClose()
  }
  return (
    <dialog
      ref={dialog}
      className={classNames('dialog', size)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A dialog over this one, or a file chooser in it, was left: that is no reason to leave this one too.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        leave()
      }}
      onClose={({ currentTarget }) => {
        // A second Esc closes in spite of `preventDefault`; what is rendered stays in sight.
        if (!currentTarget.isConnected || currentTarget.open) return
        currentTarget.showModal()
        leave()
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button
          type="button"
          className="button text"
          aria-label={words('ui.close')}
          aria-disabled={pending || undefined}
          title={pending ? words('ui.awaitAnswer') : undefined}
          onClick={leave}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body">{children}</div>
      {foot !== undefined && <footer className="dialog-foot">{foot}</footer>}
    </dialog>
  )
}

export type ConfirmDialogProps = {
  readonly title: string
  readonly children?: ReactNode
  /** A verb: what happens. */
  readonly action: string
  readonly danger?: boolean
  readonly pending?: boolean
  readonly error?: string | undefined
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before what cannot be undone or moves money; 取消 has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { title, children, action, danger, pending = false, error, onConfirm, onCancel } = props
  return (
    <Dialog
      title={title}
      onClose={onCancel}
      pending={pending}
      foot={
        <>
          <CancelButton first pending={pending} onClick={onCancel} />
          <Button kind={danger ? 'plain' : 'primary'} danger={danger === true} pending={pending} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {error !== undefined && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </Dialog>
  )
}
