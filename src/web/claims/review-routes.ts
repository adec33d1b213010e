import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch, textsOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'
import { claimFilters } from './claim-filters.ts'

const poolSearch = (search: Record<string, unknown>) => ({
  ...listSearch(claimFilters)(search),
  ...textsOf(search, ['tab']),
})

const firstReviewsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claim-first-reviews',
  staticData: { desks: ['claim-first-review'] },
  validateSearch: poolSearch,
  component: lazyRouteComponent(() => import('./ClaimFirstReviewsPage.tsx'), 'ClaimFirstReviewsPage'),
})

const secondReviewsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claim-second-reviews',
  staticData: { desks: ['claim-second-review'] },
  validateSearch: poolSearch,
  component: lazyRouteComponent(() => import('./ClaimSecondReviewsPage.tsx'), 'ClaimSecondReviewsPage'),
})

const approvalsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claim-approvals',
  staticData: { desks: ['claim-approval'] },
  validateSearch: poolSearch,
  component: lazyRouteComponent(() => import('./ClaimApprovalsPage.tsx'), 'ClaimApprovalsPage'),
})

const reviewRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claim-reviews/$id',
  staticData: { desks: ['claim-first-review', 'claim-second-review', 'claim-approval', 'audit'] },
  // The image that is shown.
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['image']),
  component: lazyRouteComponent(() => import('./ClaimReviewPage.tsx'), 'ClaimReviewPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claim-settings',
  staticData: { desks: ['administration', 'audit'] },
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['office', 'officer']),
  component: lazyRouteComponent(() => import('./ClaimSettingsPage.tsx'), 'ClaimSettingsPage'),
})

export const claimReviewRoutes = [
  firstReviewsRoute,
  secondReviewsRoute,
  approvalsRoute,
  reviewRoute,
  settingsRoute,
] as const
