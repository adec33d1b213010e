import { useMatch, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { words } from '../words/words.ts'
import { noteOpened } from './opened-pages.ts'

/** Names the page in the browser's title and in its tab; `object` is the number or name of what it shows. */
export function useTitle(title: string, object?: string): void {
  const own = useMatch({ strict: false, select: (match) => match.pathname })
  const { href, pathname } = useRouterState({ select: (state) => state.location })
  const inTabs = useRouterState({ select: (state) => state.matches.some(({ routeId }) => routeId === '/inside') })
  const whole = object === undefined ? title : `${title} · ${object}`
  // A page that is being left is still there when the address has already changed.
  const here = pathname === own || (own !== '/' && pathname.startsWith(`${own}/`))
  useEffect(() => {
    if (!here) return
    document.title = `${whole} - ${words('shell.product')}`
    if (inTabs) noteOpened({ href, title: whole })
  }, [whole, href, inTabs, here])
}
