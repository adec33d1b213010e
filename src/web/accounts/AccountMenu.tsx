import { useEffect, useRef, useState, type ReactElement } from 'react'
import { signOut } from '../../contract/account-session.ts'
import { refusalCode } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { listOf, words } from '../words/words.ts'
import type { Session } from './session.ts'
import { leavePages, tellSignedOut } from './signed-out.ts'

export type AccountMenuProps = { readonly session: Session; readonly onKeys: () => void }

/** Who is signed in, with which desks, and the way out. */
export function AccountMenu({ session, onKeys }: AccountMenuProps): ReactElement {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const gone = () => {
    tellSignedOut(session.accountId)
    leavePages()
  }
  const leave = useCommand(signOut, {
    whenSignedOut: 'fail',
    onDone: gone,
    onFailed: (error) => refusalCode(error) === 'not-signed-in' && gone(),
  })
  useEffect(() => {
    if (!open) return
    const close = (event: Event) => {
      if (event.target instanceof Node && box.current?.contains(event.target)) return
      setOpen(false)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      opener.current?.focus()
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('keydown', escape)
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
    }
  }, [open])
  return (
    <div className="head-menu" ref={box}>
      <button
        ref={opener}
        type="button"
        className="head-button"
        aria-expanded={open}
        aria-controls="account-menu"
        onClick={() => setOpen(!open)}
      >
        <Icon name="person" />
        <span>{session.name}</span>
        <Icon name="chevronDown" size={0.9} />
      </button>
      {open && (
        <div className="menu" id="account-menu">
          <div className="menu-head">
            <b>{session.userName}</b>
            <div className="quiet small">{listOf(session.desks.map((desk) => words(`desk.${desk}`)))}</div>
          </div>
          <LinkButton kind="text" to="/account" onClick={() => setOpen(false)}>
            {words('shell.account')}
          </LinkButton>
          <Button
            kind="text"
            onClick={() => {
              setOpen(false)
              onKeys()
            }}
          >
            {words('shell.keys')}
          </Button>
          <Button kind="text" pending={leave.pending} onClick={() => leave.run({})}>
            {words('shell.signOut')}
          </Button>
        </div>
      )}
    </div>
  )
}
