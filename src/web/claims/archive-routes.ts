import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Desk } from '../../domain/organisations/desks.ts'
import { listSearch, textsOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'
import { claimFilters } from './claim-filters.ts'

/** Everyone who works with cases may look at them. */
export const lookingAtClaims: readonly Desk[] = [
  'unit-handler',
  'claim-entry',
  'claim-first-review',
  'claim-second-review',
  'claim-approval',
  'payout-making',
  'payout-release',
  'audit',
]

const archiveRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claim-archive',
  staticData: { desks: lookingAtClaims },
  validateSearch: (search: Record<string, unknown>) => ({
    ...listSearch(claimFilters)(search),
    ...textsOf(search, ['tab']),
  }),
  component: lazyRouteComponent(() => import('./ClaimArchivePage.tsx'), 'ClaimArchivePage'),
})

const tryRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/benefit-try',
  staticData: {
    desks: ['claim-first-review', 'claim-second-review', 'claim-approval', 'administration', 'audit'],
  },
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['plan', 'version', 'against', 'source']),
  component: lazyRouteComponent(() => import('./BenefitTryPage.tsx'), 'BenefitTryPage'),
})

export const claimArchiveRoutes = [archiveRoute, tryRoute] as const
