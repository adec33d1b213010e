import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch, oneOf } from '../shared/list-search.ts'
import { workFrame } from '../shared/page-frames.tsx'

export const dictionaryKinds = ['diagnoses', 'hospitals', 'banks'] as const
export type DictionaryTab = (typeof dictionaryKinds)[number]

/** What the list of entries is filtered by, as the address names it. */
const filters = ['q', 'state'] as const

const dictionariesRoute = createRoute({
  getParentRoute: () => workFrame,
  path: '/dictionaries',
  staticData: { desks: ['administration', 'audit'] },
  validateSearch: (search: Record<string, unknown>) => {
    const kind = oneOf(dictionaryKinds, search['kind'])
    return {
      ...listSearch(filters)(search),
      ...(kind && { kind }),
      ...(search['view'] === 'import' && { view: 'import' as const }),
    }
  },
  component: lazyRouteComponent(() => import('./DictionariesPage.tsx'), 'DictionariesPage'),
})

export const dictionaryRoutes = [dictionariesRoute] as const
