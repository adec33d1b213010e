import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { Desk } from '../../domain/organisations/desks.ts'
import { NotFound } from './NotFound.tsx'
import { PageFailed } from './PageFailed.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Who may see the page; others are told whose it is. Without it everyone signed in may. */
    readonly desks?: readonly Desk[]
  }
}

export type PageContext = {
  /** Resolves where somebody is signed in, otherwise leads to the sign-in page and from there back to `href`. */
  readonly needSession: (href: string) => Promise<void>
}

/** The root of all pages. The parent of a page's route is one of the two frames below. */
export const rootRoute = createRootRouteWithContext<PageContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
})

/** Frame of the pages before sign-in: 登录, 单位注册, progress, verification. */
export const openFrame = createRoute({
  getParentRoute: () => rootRoute,
  id: 'open',
  component: lazyRouteComponent(() => import('./OpenFrame.tsx'), 'OpenFrame'),
})

/** Frame of the pages after sign-in. What it looks like is set in `routes.tsx`, since it knows accounts and pools. */
export const workFrame = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  beforeLoad: ({ context, location }) => context.needSession(location.href),
})
