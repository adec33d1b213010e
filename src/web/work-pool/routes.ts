import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { workFrame } from '../shared/page-frames.tsx'

const homeRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/',
  component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
})

export const workPoolRoutes = [homeRoute] as const
