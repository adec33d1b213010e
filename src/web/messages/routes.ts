import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { openFrame } from '../shared/page-frames.tsx'

const demoMessagesRoute = createRoute({
  getParentRoute: () => openFrame,
  path: '/messages',
  component: lazyRouteComponent(() => import('./DemoMessagesPage.tsx'), 'DemoMessagesPage'),
})

export const messageRoutes = [demoMessagesRoute] as const
