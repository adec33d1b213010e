import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch, textsOf } from '../shared/list-search.ts'
import { openFrame, workFrame } from '../shared/page-frames.tsx'
import { certificateFilters } from './certificate-filters.ts'

const certificatesRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/certificates',
  staticData: { desks: ['unit-handler', 'certificates', 'enrolment-review', 'finance', 'audit'] },
  validateSearch: (search: Record<string, unknown>) => ({
    ...listSearch(certificateFilters)(search),
    ...textsOf(search, ['tab', 'open']),
  }),
  component: lazyRouteComponent(() => import('./CertificatesPage.tsx'), 'CertificatesPage'),
})

const verifyRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/verify/$token',
  component: lazyRouteComponent(() => import('./VerifyPage.tsx'), 'VerifyPage'),
})

const verifyVersionRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/verify/$token/$version',
  component: lazyRouteComponent(() => import('./VerifyPage.tsx'), 'VerifyPage'),
})

export const certificateOpenRoutes = [verifyRoute, verifyVersionRoute] as const
export const certificateRoutes = [certificatesRoute] as const
