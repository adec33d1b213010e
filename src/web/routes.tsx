import { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { accountOpenRoutes, accountWorkRoutes } from './accounts/routes.ts'
import { sessionQuery } from './accounts/session.ts'
import { certificateOpenRoutes, certificateRoutes } from './certificates/routes.ts'
import { claimAcceptanceOpenRoutes, claimAcceptanceRoutes } from './claims/acceptance-routes.ts'
import { claimArchiveRoutes } from './claims/archive-routes.ts'
import { claimMaterialRoutes } from './claims/material-routes.ts'
import { claimReviewRoutes } from './claims/review-routes.ts'
import { dictionaryRoutes } from './claims/dictionary-routes.ts'
import { claimEntryRoutes } from './claims/entry-routes.ts'
import { enrolmentRoutes } from './enrolment/routes.ts'
import { invoicingRoutes } from './invoicing/routes.ts'
import { organisationRoutes, taskRoutes } from './oversight/routes.ts'
import { payoutWorkRoutes } from './payouts/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { problemOf, refusalCode } from './shared/call-endpoint.ts'
import { PageFailed } from './shared/PageFailed.tsx'
import { openFrame, rootRoute, workFrame } from './shared/page-frames.tsx'
import { isAskedAgain } from './shared/use-opened.ts'
import { unitOpenRoutes, unitWorkRoutes } from './units/routes.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && problemOf(error).kind === 'offline',
    },
  },
})

async function needSession(href: string): Promise<void> {
  try {
    await queryClient.ensureQueryData(sessionQuery)
  } catch (error) {
    if (refusalCode(error) !== 'not-signed-in') throw error
    throw redirect({ to: '/sign-in', search: href === '/' ? {} : { next: href } })
  }
}

workFrame.update({ component: lazyRouteComponent(() => import('./WorkFrame.tsx'), 'WorkFrame') })

const homeRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/',
  component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
})

/** Every page. A capability's `routes.ts` exports its routes for either frame; they are added here. */
const routeTree = rootRoute.addChildren([
  openFrame.addChildren([
    ...accountOpenRoutes,
    ...messageRoutes,
    ...unitOpenRoutes,
    ...certificateOpenRoutes,
    ...claimAcceptanceOpenRoutes,
  ]),
  workFrame.addChildren([
    ...accountWorkRoutes,
    ...organisationRoutes,
    homeRoute,
    ...unitWorkRoutes,
    ...enrolmentRoutes,
    ...certificateRoutes,
    ...invoicingRoutes,
    ...claimAcceptanceRoutes,
    ...claimEntryRoutes,
    ...claimMaterialRoutes,
    ...claimReviewRoutes,
    ...dictionaryRoutes,
    ...claimArchiveRoutes,
    ...taskRoutes,
    ...payoutWorkRoutes,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { needSession },
  defaultPreload: 'intent',
  // Inside the frame, whose menu leads away from a page that failed.
  defaultErrorComponent: PageFailed,
  defaultPendingMs: 150,
  // Two objects of one page share nothing: what was typed or asked about the one is not sent for the other.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
  getScrollRestorationKey: (location) => location.href,
})

// 查询 with the filters that are set already, or the line of the menu that one is at, asks again for what is shown; not
// for what a form was opened with.
router.subscribe('onBeforeNavigate', ({ hrefChanged }) => {
  if (hrefChanged) return
  void queryClient.refetchQueries({ type: 'active', predicate: isAskedAgain })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
