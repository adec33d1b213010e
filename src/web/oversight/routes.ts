import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lookingAtClaims } from '../claims/archive-routes.ts'
import { textsOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'

export type OrganisationView = 'add' | 'edit' | 'members' | 'offers'

const VIEWS: readonly string[] = ['add', 'edit', 'members', 'offers'] satisfies OrganisationView[]

/** The opened dialog stands in the URL, so that it survives F5 and a copied link. */
function searchOf({ of, view }: Record<string, unknown>): { of?: string; view?: OrganisationView } {
  const known = typeof of === 'string' && typeof view === 'string' && VIEWS.includes(view)
  return known ? { of, view: view as OrganisationView } : {}
}

const organisationsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/organisations',
  validateSearch: searchOf,
  staticData: { desks: ['administration', 'audit'] },
  component: lazyRouteComponent(() => import('./OrganisationsPage.tsx'), 'OrganisationsPage'),
})

export const organisationRoutes = [organisationsRoute] as const

const claimRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claims/$id',
  staticData: { desks: lookingAtClaims },
  // The image that is opened.
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['image']),
  component: lazyRouteComponent(() => import('./ClaimPage.tsx'), 'ClaimPage'),
})

const tasksRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/tasks',
  component: lazyRouteComponent(() => import('./TasksPage.tsx'), 'TasksPage'),
})

export const taskRoutes = [claimRoute, tasksRoute] as const
