import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch, textsOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'

const batchesRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/payout-batches',
  staticData: { desks: ['payout-making', 'payout-release', 'finance', 'audit'] },
  // Filters of all four tabs; each reads its own.
  validateSearch: (search: Record<string, unknown>) => ({
    ...listSearch(['number', 'unitName', 'state', 'claim', 'batch', 'kind', 'from', 'to', 'office', 'reversal'])(
      search,
    ),
    ...textsOf(search, ['tab']),
  }),
  component: lazyRouteComponent(() => import('./PayoutBatchesPage.tsx'), 'PayoutBatchesPage'),
})

const batchRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/payout-batches/$id',
  staticData: { desks: ['payout-making', 'payout-release', 'audit'] },
  validateSearch: listSearch(['state', 'text', 'only']),
  component: lazyRouteComponent(() => import('./PayoutBatchPage.tsx'), 'PayoutBatchPage'),
})

const failuresRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/payment-failures',
  staticData: { desks: ['unit-handler'] },
  validateSearch: listSearch(['number']),
  component: lazyRouteComponent(() => import('./PaymentFailuresPage.tsx'), 'PaymentFailuresPage'),
})

const payeeRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claims/$id/payee',
  staticData: { desks: ['unit-handler'] },
  component: lazyRouteComponent(() => import('./PayeePage.tsx'), 'PayeePage'),
})

const payeeReviewRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/payee-reviews/$id',
  staticData: { desks: ['claim-second-review'] },
  component: lazyRouteComponent(() => import('./PayeeReviewPage.tsx'), 'PayeeReviewPage'),
})

const payeeReviewsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/payee-reviews',
  staticData: { desks: ['claim-second-review'] },
  validateSearch: (search: Record<string, unknown>) => ({
    ...listSearch(['number', 'unitName', 'name', 'kind', 'from', 'to'])(search),
    ...textsOf(search, ['tab']),
  }),
  component: lazyRouteComponent(() => import('./PayeeReviewsPage.tsx'), 'PayeeReviewsPage'),
})

export const payoutWorkRoutes = [
  batchesRoute,
  batchRoute,
  failuresRoute,
  payeeRoute,
  payeeReviewsRoute,
  payeeReviewRoute,
] as const
