import { describe, expect, it } from 'vitest'
import { menu } from './menu.ts'
import { itemOf } from './SideMenu.tsx'

describe('the menu', () => {
  it('marks the line under which a page lies', () => {
    expect(itemOf(menu, '/enrolments/123/roster')?.path).toBe('/enrolments')
    expect(itemOf(menu, '/enrolment-reviews')?.path).toBe('/enrolment-reviews')
    expect(itemOf(menu, '/')?.path).toBe('/')
    expect(itemOf(menu, '/account')).toBeUndefined()
  })

  it('names every path once for a side', () => {
    for (const side of ['unit', 'office'] as const) {
      const paths = menu.filter((item) => item.side === side || item.side === 'both').map(({ path }) => path)
      expect(paths).toEqual([...new Set(paths)])
    }
  })
})
