import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Desk } from '../../domain/organisations/desks.ts'
import { listSearch, textsOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'
import { claimFilters } from './claim-filters.ts'

const entering: readonly Desk[] = ['unit-handler', 'claim-entry']

const entriesRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claim-entry',
  staticData: { desks: entering },
  validateSearch: (search: Record<string, unknown>) => ({
    ...listSearch(claimFilters)(search),
    ...textsOf(search, ['tab']),
  }),
  component: lazyRouteComponent(() => import('./ClaimEntriesPage.tsx'), 'ClaimEntriesPage'),
})

const entryRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claim-entry/$id',
  staticData: { desks: entering },
  component: lazyRouteComponent(() => import('./ClaimEntryPage.tsx'), 'ClaimEntryPage'),
})

export const claimEntryRoutes = [entriesRoute, entryRoute] as const
