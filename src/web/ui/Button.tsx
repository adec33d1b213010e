import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactElement, ReactNode, Ref } from 'react'
import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './Icon.tsx'

type Look = {
  /** `primary` once a page, for the way on; `danger` for what cannot be undone; `text` inside rows. */
  readonly kind?: 'primary' | 'plain' | 'text'
  readonly danger?: boolean
  readonly icon?: IconName
}

const look = ({ kind = 'plain', danger }: Look, className?: string) =>
  classNames('button', kind !== 'plain' && kind, danger && 'danger', className)

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  Look & {
    readonly ref?: Ref<HTMLButtonElement>
    /** While true the button turns, keeps its width and does nothing. */
    readonly pending?: boolean
    /** Why it cannot be used now: the button stays reachable, is greyed and says the reason on hover and focus. */
    readonly reason?: string | undefined
    readonly children: ReactNode
  }

/** A button with a verb on it. Disable with `reason` instead of hiding. */
export function Button(props: ButtonProps): ReactElement {
  const { kind, danger, icon, pending, reason, className, children, onClick, type = 'button', ...rest } = props
  const blocked = pending === true || reason !== undefined
  return (
    <button
      {...rest}
      type={type}
      className={look({ ...(kind && { kind }), ...(danger && { danger }) }, className)}
      aria-disabled={blocked || undefined}
      title={reason ?? rest.title}
      onClick={(event) => {
        if (blocked) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {pending ? (
        <span className="spinner" role="status" aria-label={words('ui.working')} />
      ) : (
        icon && <Icon name={icon} />
      )}
      {children}
    </button>
  )
}

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & Look & { readonly ref?: Ref<HTMLAnchorElement> }

function Anchor({ kind, danger, icon, className, children, ...rest }: AnchorProps): ReactElement {
  return (
    <a {...rest} className={look({ ...(kind && { kind }), ...(danger && { danger }) }, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

/** A link to a page of ours that looks like a button: `<LinkButton to="/enrolment" kind="primary">`. */
export const LinkButton = createLink(Anchor)
