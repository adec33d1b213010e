import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { enrolmentFilters } from '../enrolment/enrolment-filters.ts'
import { listSearch, textsOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'

const invoicesRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/invoices',
  staticData: { desks: ['unit-handler'] },
  validateSearch: listSearch(enrolmentFilters),
  component: lazyRouteComponent(() => import('./InvoicesPage.tsx'), 'InvoicesPage'),
})

const invoicingRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/invoices/$id',
  staticData: { desks: ['unit-handler'] },
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['invoice', 'plan']),
  component: lazyRouteComponent(() => import('./InvoicingPage.tsx'), 'InvoicingPage'),
})

const paymentsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/payments',
  staticData: { desks: ['finance'] },
  validateSearch: (search: Record<string, unknown>) => ({
    ...listSearch(enrolmentFilters)(search),
    ...textsOf(search, ['tab']),
  }),
  component: lazyRouteComponent(() => import('./PaymentsPage.tsx'), 'PaymentsPage'),
})

const paymentRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/payments/$id',
  staticData: { desks: ['finance'] },
  component: lazyRouteComponent(() => import('./PaymentPage.tsx'), 'PaymentPage'),
})

export const invoicingRoutes = [invoicesRoute, invoicingRoute, paymentsRoute, paymentRoute] as const
