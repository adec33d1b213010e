import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch, textsOf } from '../shared/list-search.ts'
import { openFrame, workFrame } from '../shared/page-frames.tsx'
import { claimFilters } from './claim-filters.ts'

const accepting = { desks: ['unit-handler', 'claim-entry'] } as const

const acceptanceRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claims',
  staticData: accepting,
  validateSearch: listSearch(claimFilters),
  component: lazyRouteComponent(() => import('./AcceptancePage.tsx'), 'AcceptancePage'),
})

const newClaimsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claims/new',
  staticData: accepting,
  component: lazyRouteComponent(() => import('./NewClaimsPage.tsx'), 'NewClaimsPage'),
})

const receiptRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claims/receipts/$id',
  staticData: accepting,
  component: lazyRouteComponent(() => import('./AcceptanceReceiptPage.tsx'), 'AcceptanceReceiptPage'),
})

const progressRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/claim-progress',
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['number']),
  component: lazyRouteComponent(() => import('./ClaimProgressPage.tsx'), 'ClaimProgressPage'),
})

export const claimAcceptanceRoutes = [acceptanceRoute, newClaimsRoute, receiptRoute] as const
export const claimAcceptanceOpenRoutes = [progressRoute] as const
