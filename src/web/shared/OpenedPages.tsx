import { useRouter } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { classNames } from '../ui/class-names.ts'
import { Icon } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import { closeOpened, useOpenedPages } from './opened-pages.ts'

const bringIntoSight = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

/** The tabs of opened pages. They keep address and scroll, never the page itself; drafts live on the server. */
export function OpenedPages({ current }: { current: string }): ReactElement | null {
  const pages = useOpenedPages()
  const { history } = useRouter()
  if (pages.length < 2) return null
  return (
    <nav aria-label={words('shell.opened')} className="no-print">
      <ul className="opened">
        {pages.map(({ href, title }) => {
          const here = href === current
          return (
            <li key={href} className={classNames(here && 'here')} ref={here ? bringIntoSight : undefined}>
              <a
                href={href}
                aria-current={here ? 'page' : undefined}
                title={title}
                onClick={(event) => {
                  event.preventDefault()
                  history.push(href)
                }}
              >
                {title}
              </a>
              <button
                type="button"
                aria-label={words('shell.closeOpened', { name: title })}
                onClick={() => {
                  const next = closeOpened(href)
                  if (here) history.push(next ?? '/')
                }}
              >
                <Icon name="close" size={1} />
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
