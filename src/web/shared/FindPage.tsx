import { Link, useRouter } from '@tanstack/react-router'
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import type { MenuItem } from './menu-item.ts'

function found(items: readonly MenuItem[], text: string): readonly MenuItem[] {
  const wanted = text.trim().toLowerCase()
  return items.filter((item) => words(item.label).includes(wanted) || item.initials.startsWith(wanted))
}

/** Ctrl K: finds a page by its name or the initials of its pinyin; Enter opens the first, arrows go to the others. */
export function FindPage({ items, onClose }: { items: readonly MenuItem[]; onClose: () => void }): ReactElement {
  const [text, setText] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const { history } = useRouter()
  const shown = found(items, text)
  const move = (by: number) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    move(event.key === 'ArrowDown' ? 1 : -1)
  }
  return (
    <Dialog title={words('shell.find')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const first = shown[0]
          if (first === undefined) return
          onClose()
          history.push(first.path)
        }}
      >
        <input
          className="input"
          data-autofocus
          aria-label={words('shell.find')}
          placeholder={words('shell.findHint')}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </form>
      <ul className="found" ref={list}>
        {shown.map((item, index) => (
          <li key={item.path} className={classNames(index === 0 && 'first')}>
            <Link to={item.path} onClick={onClose} onKeyDown={onKeyDown}>
              <Icon name={item.icon} />
              {words(item.label)}
              {item.section !== undefined && <small>{words(item.section)}</small>}
            </Link>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="quiet" role="status">
          {words('shell.findNothing')}
        </p>
      )}
    </Dialog>
  )
}
