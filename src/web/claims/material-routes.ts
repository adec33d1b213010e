import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, textsOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'

const materialsRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/claims/$id/materials',
  staticData: { desks: ['unit-handler', 'claim-entry'] },
  validateSearch: (search: Record<string, unknown>) => {
    const camera = oneOf(['on'], search['camera'])
    // The image that is opened, and whether 证件拍照 is.
    return { ...textsOf(search, ['image']), ...(camera && { camera }) }
  },
  component: lazyRouteComponent(() => import('./MaterialsPage.tsx'), 'MaterialsPage'),
})

export const claimMaterialRoutes = [materialsRoute] as const
