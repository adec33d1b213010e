import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch, oneOf } from '../shared/list-search.ts'
import { openFrame, workFrame } from '../shared/page-frames.tsx'
import { keysetOf } from '../shared/use-keyset.ts'
import { CHANGE_STATES, CHANGE_TABS } from './change-states.ts'
import { REGISTRATION_TABS } from './registration-tabs.ts'

const text = (value: unknown) => (typeof value === 'string' && value.length <= 64 ? value : undefined)

const registrationRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/registration',
  component: lazyRouteComponent(() => import('./RegistrationPage.tsx'), 'RegistrationPage'),
})

const submittedRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/registration/submitted',
  validateSearch: (search: Record<string, unknown>): { number: string; agency?: string } => {
    const agency = text(search['agency'])
    return { number: text(search['number']) ?? '', ...(agency !== undefined && { agency }) }
  },
  component: lazyRouteComponent(() => import('./SubmittedPage.tsx'), 'SubmittedPage'),
})

const progressRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/registration/progress',
  validateSearch: (search: Record<string, unknown>): { number?: string } => {
    const number = text(search['number'])
    return number === undefined ? {} : { number }
  },
  component: lazyRouteComponent(() => import('./ProgressPage.tsx'), 'ProgressPage'),
})

export const unitOpenRoutes = [registrationRoute, submittedRoute, progressRoute] as const

const filters = listSearch(['number', 'unitName', 'creditCode'])
const lookers = { desks: ['registration-review', 'administration', 'audit'] } as const

const registrationsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/registrations',
  staticData: lookers,
  validateSearch: (search: Record<string, unknown>) => {
    const tab = oneOf(REGISTRATION_TABS, search['tab'])
    return { ...filters(search), ...(tab !== undefined && { tab }) }
  },
  component: lazyRouteComponent(() => import('./RegistrationsPage.tsx'), 'RegistrationsPage'),
})

const reviewRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/registrations/$id',
  staticData: lookers,
  component: lazyRouteComponent(() => import('./ReviewPage.tsx'), 'ReviewPage'),
})

const profileRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/unit-profile',
  staticData: { desks: ['unit-handler'] },
  component: lazyRouteComponent(() => import('./ProfilePage.tsx'), 'ProfilePage'),
})

const changesRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/unit-changes',
  staticData: { desks: ['change-review', 'audit'] },
  validateSearch: (search: Record<string, unknown>) => {
    const state = oneOf([...CHANGE_STATES, ...CHANGE_TABS], search['state'])
    const open = text(search['open'])
    return { ...keysetOf(search), ...(state !== undefined && { state }), ...(open !== undefined && { open }) }
  },
  component: lazyRouteComponent(() => import('./ChangesPage.tsx'), 'ChangesPage'),
})

const unitFilters = listSearch(['unitName', 'creditCode'])

const handlersRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/unit-handlers',
  staticData: { desks: ['change-review', 'administration', 'audit'] },
  // The unit whose accounts are opened.
  validateSearch: (search: Record<string, unknown>) => {
    const of = text(search['of'])
    return { ...unitFilters(search), ...(of !== undefined && { of }) }
  },
  component: lazyRouteComponent(() => import('./HandlersPage.tsx'), 'HandlersPage'),
})

export const unitWorkRoutes = [registrationsRoute, reviewRoute, profileRoute, changesRoute, handlersRoute] as const
