import { Outlet, useMatches, useRouter, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react'
import { holdsAny, isUnitSide, useSession } from './accounts/session.ts'
import { SessionWatch } from './accounts/SessionWatch.tsx'
import { setAppearance } from './shared/appearance.ts'
import { menu } from './shared/menu.ts'
import { NoPermission } from './shared/NoPermission.tsx'
import { OpenedPages } from './shared/OpenedPages.tsx'
import { SideMenu } from './shared/SideMenu.tsx'
import { passwordAgain, signInAgain } from './shared/asking.ts'
import { useKeys } from './ui/use-keys.ts'
import { TopBar } from './TopBar.tsx'
import { Toaster } from './ui/Toast.tsx'
import { useMenuCounts } from './use-menu-counts.ts'
import { words } from './words/words.ts'

const KeysHelp = lazy(() => import('./shared/KeysHelp.tsx').then((file) => ({ default: file.KeysHelp })))
const FindDialog = lazy(() => import('./shared/FindDialog.tsx').then((file) => ({ default: file.FindDialog })))
const PasswordAgain = lazy(() =>
  import('./accounts/PasswordAgain.tsx').then((file) => ({ default: file.PasswordAgain })),
)
const SignInAgain = lazy(() => import('./accounts/SignInAgain.tsx').then((file) => ({ default: file.SignInAgain })))

/** Frame of the pages after sign-in: top bar, menu with live counts, opened pages, and what watches the session. */
export function WorkFrame(): ReactElement {
  const session = useSession()
  const asking = useSyncExternalStore(signInAgain.onAsking, signInAgain.isAsking)
  const confirming = useSyncExternalStore(passwordAgain.onAsking, passwordAgain.isAsking)
  const counts = useMenuCounts()
  const href = useRouterState({ select: (state) => state.location.href })
  const desks = useMatches({ select: (matches) => matches.at(-1)?.staticData.desks }) ?? []
  const [overlay, setOverlay] = useState<'find' | 'keys'>()
  const [menuShown, setMenuShown] = useState(false)
  const side = isUnitSide(session) ? 'unit' : 'office'
  const pages: Readonly<Record<string, unknown>> = useRouter().routesByPath
  const items = menu.filter(
    (item) =>
      Object.hasOwn(pages, item.path) &&
      (item.side === 'both' || item.side === side) &&
      (item.demo === undefined || session.demo) &&
      holdsAny(session, item.desks),
  )
  const { theme, size } = session
  useEffect(() => setAppearance({ theme, size }), [theme, size])
  const main = useRef<HTMLElement>(null)
  const shown = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef(shown)
  useEffect(() => {
    const goneOn = before.current !== undefined && before.current !== shown
    before.current = shown
    // Whoever goes to another page stands at its beginning, not in the menu, the tabs, or where a dialog was.
    const inside = main.current?.contains(document.activeElement) ?? true
    if (goneOn && !inside && document.querySelector('dialog[open]') === null)
      main.current?.focus({ preventScroll: true })
  }, [shown])
  useKeys({ 'mod+k': () => setOverlay('find'), '?': () => setOverlay('keys') })
  return (
    <>
      <a className="skip" href="#main">
        {words('shell.skip')}
      </a>
      <TopBar
        onFind={() => setOverlay('find')}
        onKeys={() => setOverlay('keys')}
        onMenu={() => setMenuShown(!menuShown)}
      />
      <div className="work">
        <SideMenu items={items} counts={counts} shown={menuShown} onGone={() => setMenuShown(false)} />
        <div className="work-main">
          <OpenedPages current={href} />
          <main id="main" tabIndex={-1} ref={main}>
            {holdsAny(session, desks) ? <Outlet /> : <NoPermission desks={desks} />}
          </main>
        </div>
      </div>
      <SessionWatch session={session} />
      <Suspense fallback={null}>
        {overlay === 'keys' && <KeysHelp onClose={() => setOverlay(undefined)} />}
        {overlay === 'find' && <FindDialog items={items} onClose={() => setOverlay(undefined)} />}
        {asking && <SignInAgain session={session} />}
        {confirming && <PasswordAgain />}
      </Suspense>
      <Toaster />
    </>
  )
}
