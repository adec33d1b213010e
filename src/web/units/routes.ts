import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { openFrame } from '../shared/page-frames.tsx'

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
