import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { countText } from '../../domain/shared/counted.ts'
import { Icon } from '../ui/Icon.tsx'
import { words, type PlainKey } from '../words/words.ts'
import type { Counts, MenuItem } from './menu-item.ts'
import { isAskedAgain } from './use-opened.ts'

type Section = { readonly heading: PlainKey | undefined; readonly items: MenuItem[] }

function sectionsOf(items: readonly MenuItem[]): Section[] {
  const sections: Section[] = []
  for (const item of items) {
    const last = sections.at(-1)
    if (last && last.heading === item.section) last.items.push(item)
    else sections.push({ heading: item.section, items: [item] })
  }
  return sections
}

/**
 * The item under which an address lies: the one that counts it among its pages, where only one does, else the longest path
 * that begins it.
 */
export function itemOf(items: readonly MenuItem[], pathname: string): MenuItem | undefined {
  const [own, ...others] = items.filter(({ under }) => under?.test(pathname))
  if (own && others.length === 0) return own
  const fits = ({ path }: MenuItem) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`))
  return items.filter(fits).toSorted((a, b) => b.path.length - a.path.length)[0]
}

export type SideMenuProps = {
  readonly items: readonly MenuItem[]
  readonly counts: Counts
  readonly shown: boolean
  readonly onGone: () => void
}

/** The menu on the left, with live counts behind the pools. */
export function SideMenu({ items, counts, shown, onGone }: SideMenuProps): ReactElement {
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const current = itemOf(items, pathname)
  const client = useQueryClient()
  return (
    <nav className="side" aria-label={words('shell.menu')} data-shown={shown}>
      <div className="side-inner">
        {sectionsOf(items).map(({ heading, items }) => (
          <div key={items[0]?.path}>
            {heading && <h2>{words(heading)}</h2>}
            <ul>
              {items.map((item) => (
                <li key={item.path}>
                  <Link
                    to={item.path}
                    // Which line a page lies under is judged here, not by the beginning of its address alone.
                    activeOptions={{ exact: true }}
                    onClick={() => {
                      onGone()
                      // Opening the page that is open already shows what is new on it.
                      if (pathname === item.path) void client.invalidateQueries({ predicate: isAskedAgain })
                    }}
                    aria-current={item === current ? 'page' : undefined}
                  >
                    <Icon name={item.icon} />
                    {words(item.label)}
                    {item.count !== undefined && (counts[item.count] ?? 0) > 0 && (
                      <span className="side-count">{countText(counts[item.count] ?? 0)}</span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  )
}
