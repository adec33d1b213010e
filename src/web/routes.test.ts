import { describe, expect, it } from 'vitest'
import './words/zh/home.ts'
import { workKind } from '../contract/work-pool.ts'
import type { Desk } from '../domain/organisations/desks.ts'
import { router } from './routes.tsx'
import { menu } from './shared/menu.ts'
import { poolTodos } from './work-pool/todos.ts'

/** Desks to which the page at a path is open, undefined where there is none; no desks: everyone. */
function openTo(path: string): readonly Desk[] | undefined {
  const route = Object.values(router.routesByPath).find(({ fullPath }) => fullPath === path)
  return route && (route.options.staticData?.desks ?? [])
}

describe('the pages', () => {
  it('stand under every line of the menu, open to each desk that sees the line', () => {
    for (const { path, desks } of menu) {
      const open = openTo(path)
      const closed = desks.filter((desk) => open?.length !== 0 && !open?.includes(desk))
      expect([path, open !== undefined, closed]).toEqual([path, true, []])
    }
  })

  it('are where the home page leads from every pool, 领款复核 to its own', () => {
    const pools = workKind.options.map((kind) => ({ kind, waiting: 1, mine: 0, overdue: 0, due: null }))
    const todos = poolTodos({ pools, enrolmentsToEdit: 0, enrolmentsToInvoice: 0, lettersToPrint: 0 })
    expect(todos).toHaveLength(pools.length)
    for (const { key, path } of todos) expect([key, menu.find((item) => item.path === path)?.count]).toEqual([key, key])
    expect(todos.find(({ key }) => key === 'claim-payee-review')?.path).toBe('/payee-reviews')
  })
})
