import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import { sentenceOf } from './call-endpoint.ts'
import { pagesNamed } from './found-places.ts'
import type { MenuItem } from './menu-item.ts'
import { useLatest } from '../ui/use-latest.ts'
import { useFoundObjects } from './use-found-objects.ts'

/**
 * Ctrl K: finds a page by its name or the initials of its pinyin, and enrolments, letters, registrations and units by
 * number or name; Enter opens the first, arrows go to the others.
 */
export function FindDialog({ items, onClose }: { items: readonly MenuItem[]; onClose: () => void }): ReactElement {
  const [text, setText] = useState('')
  const [entered, setEntered] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const { history } = useRouter()
  const objects = useFoundObjects(text)
  const shown = [...pagesNamed(items, text), ...objects.places]
  const first = shown[0]?.href
  const open = (href: string) => {
    onClose()
    history.push(href)
  }
  // Enter may come before the answer does: then the first of it is opened.
  const openFirst = useLatest(() => first !== undefined && open(first))
  useEffect(() => {
    if (entered && !objects.pending) openFirst()
  }, [entered, objects.pending, openFirst])
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
  const said = objects.pending
    ? words('shell.finding')
    : objects.error !== null
      ? words('shell.findFailed', { reason: sentenceOf(objects.error) })
      : shown.length === 0
        ? words('shell.findNothing')
        : ''
  return (
    <Dialog title={words('shell.find')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (first === undefined) setEntered(true)
          else open(first)
        }}
      >
        <input
          className="input"
          data-autofocus
          aria-label={words('shell.find')}
          placeholder={words('shell.findHint')}
          autoComplete="off"
          maxLength={50}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setEntered(false)
          }}
          onKeyDown={onKeyDown}
        />
      </form>
      <ul className="found" ref={list}>
        {shown.map(({ key, icon, name, kind, href }, index) => (
          <li key={key} className={classNames(index === 0 && 'first')}>
            <a
              href={href}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                open(href)
              }}
              onKeyDown={onKeyDown}
            >
              <Icon name={icon} />
              {name}
              {kind !== undefined && <small>{kind}</small>}
            </a>
          </li>
        ))}
      </ul>
      <p className="quiet" role="status">
        {said}
      </p>
    </Dialog>
  )
}
