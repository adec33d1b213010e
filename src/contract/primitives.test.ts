import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { calendarDate } from './primitives.ts'

describe('a calendar date on the wire', () => {
  it('is every day that exists from 1900 to 2199, and no other text', () => {
    const start = Date.UTC(1899, 11, 25)
    for (let day = 0; day < 109_600; day += 1) {
      const text = new Date(start + day * 86_400_000).toISOString().slice(0, 10)
      const inside = text >= '1900-01-01' && text <= '2199-12-31'
      if (z.safeParse(calendarDate, text).success !== inside) expect.fail(text)
    }
    for (const text of [
      '2026-02-29',
      '2100-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-00-10',
      '2026-13-01',
      '2026-1-1',
      '',
    ])
      expect(z.safeParse(calendarDate, text).success, text).toBe(false)
  })
})
