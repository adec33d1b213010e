import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Desk } from '../../domain/organisations/desks.ts'
import { listSearch, textsOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'
import { enrolmentFilters } from './enrolment-filters.ts'

const unit: readonly Desk[] = ['unit-handler']
const officers: readonly Desk[] = ['enrolment-review', 'finance', 'administration', 'audit', 'certificates']
const everybody: readonly Desk[] = [...unit, ...officers]

const templatesRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/templates',
  staticData: { desks: ['unit-handler', 'enrolment-review', 'administration'] },
  component: lazyRouteComponent(() => import('./TemplatesPage.tsx'), 'TemplatesPage'),
})

const enrolmentsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolments',
  staticData: { desks: unit },
  validateSearch: listSearch(enrolmentFilters),
  component: lazyRouteComponent(() => import('./EnrolmentsPage.tsx'), 'EnrolmentsPage'),
})

const enrolmentRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolments/$id',
  staticData: { desks: everybody },
  component: lazyRouteComponent(() => import('./EnrolmentPage.tsx'), 'EnrolmentPage'),
})

const plansStepRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolments/$id/plans',
  staticData: { desks: unit },
  component: lazyRouteComponent(() => import('./PlansStepPage.tsx'), 'PlansStepPage'),
})

const rosterStepRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolments/$id/rosters',
  staticData: { desks: unit },
  component: lazyRouteComponent(() => import('./RosterStepPage.tsx'), 'RosterStepPage'),
})

const rosterRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolments/$id/rosters/$planCode',
  staticData: { desks: everybody },
  validateSearch: (search: Record<string, unknown>) => textsOf(search, ['tab', 'batch', 'code', 'who']),
  component: lazyRouteComponent(() => import('./RosterPage.tsx'), 'RosterPage'),
})

const reviewsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolment-reviews',
  staticData: { desks: ['enrolment-review'] },
  validateSearch: (search: Record<string, unknown>) => ({
    ...listSearch(enrolmentFilters)(search),
    ...textsOf(search, ['tab']),
  }),
  component: lazyRouteComponent(() => import('./ReviewsPage.tsx'), 'ReviewsPage'),
})

const reviewRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolment-reviews/$id',
  staticData: { desks: ['enrolment-review'] },
  component: lazyRouteComponent(() => import('./ReviewPage.tsx'), 'ReviewPage'),
})

const archiveRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolment-archive',
  staticData: { desks: officers },
  validateSearch: listSearch(enrolmentFilters),
  component: lazyRouteComponent(() => import('./EnrolmentArchivePage.tsx'), 'EnrolmentArchivePage'),
})

const submissionStepRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/enrolments/$id/submission',
  staticData: { desks: unit },
  component: lazyRouteComponent(() => import('./SubmissionStepPage.tsx'), 'SubmissionStepPage'),
})

export const enrolmentRoutes = [
  templatesRoute,
  enrolmentsRoute,
  enrolmentRoute,
  plansStepRoute,
  rosterStepRoute,
  rosterRoute,
  submissionStepRoute,
  reviewsRoute,
  reviewRoute,
  archiveRoute,
] as const
