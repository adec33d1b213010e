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

  it('marks 申领查询 for a case, 支付失败 for its payee, and the one desk that reviews it', () => {
    const of = (...desks: readonly string[]) => menu.filter((item) => item.desks.some((desk) => desks.includes(desk)))
    const id = '019aaaaa-0000-7000-8000-000000000000'
    expect(itemOf(of('unit-handler'), `/claims/${id}`)?.path).toBe('/claim-archive')
    expect(itemOf(of('unit-handler'), `/claims/${id}/payee`)?.path).toBe('/payment-failures')
    expect(itemOf(of('unit-handler'), `/claims/${id}/materials`)?.path).toBe('/claims')
    expect(itemOf(of('claim-approval'), `/claim-reviews/${id}`)?.path).toBe('/claim-approvals')
    expect(itemOf(of('claim-approval', 'claim-first-review'), `/claim-reviews/${id}`)).toBeUndefined()
  })

  it('shows auditors the units’ changes, which they may look at', () => {
    expect(menu.find(({ path }) => path === '/unit-changes')?.desks).toContain('audit')
  })

  it('names every path once for a side', () => {
    for (const side of ['unit', 'office'] as const) {
      const paths = menu.filter((item) => item.side === side || item.side === 'both').map(({ path }) => path)
      expect(paths).toEqual([...new Set(paths)])
    }
  })
})
