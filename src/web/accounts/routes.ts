import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { openFrame, workFrame } from '../shared/page-frames.tsx'

/** Only addresses of our own pages may be gone to after signing in. */
function nextOf(search: Record<string, unknown>): { next?: string } {
  const { next } = search
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {}
}

export const signInRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/sign-in',
  validateSearch: nextOf,
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
})

const forgottenRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/forgotten',
  component: lazyRouteComponent(() => import('./ForgottenPage.tsx'), 'ForgottenPage'),
})

const userNameRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/user-name',
  component: lazyRouteComponent(() => import('./FindNamePage.tsx'), 'FindNamePage'),
})

const activateRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/activate',
  component: lazyRouteComponent(() => import('./ActivatePage.tsx'), 'ActivatePage'),
})

const platformRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/platform',
  component: lazyRouteComponent(() => import('./PlatformPage.tsx'), 'PlatformPage'),
})

const accountRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/account',
  component: lazyRouteComponent(() => import('./AccountPage.tsx'), 'AccountPage'),
})

export const accountOpenRoutes = [signInRoute, forgottenRoute, userNameRoute, activateRoute] as const
export const accountWorkRoutes = [platformRoute, accountRoute] as const
