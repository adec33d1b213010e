import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalBelow, isWithin, ROOT_INTERVAL, type Interval } from './tree.ts'

function below(parent: Interval, child: 'unit' | 'branch', count: number): Interval {
  const made = intervalBelow(parent, child, count)
  if (!made.ok) throw new Error('the tree is full')
  return made.value
}

describe('the tree of organisations', () => {
  it('keeps every child inside its parent and apart from its siblings', () => {
    fc.assert(
      fc.property(fc.nat(511), fc.nat(511), fc.nat(511), fc.nat(1000), (a, b, c, unit) => {
        const office = below(ROOT_INTERVAL, 'branch', a)
        const agency = below(office, 'branch', b)
        const station = below(agency, 'branch', c)
        const member = below(station, 'unit', unit)
        for (const above of [ROOT_INTERVAL, office, agency, station]) expect(isWithin(member.low, above)).toBe(true)
        const sibling = below(office, 'branch', (b + 1) % 512)
        expect(isWithin(member.low, sibling)).toBe(false)
        expect(isWithin(agency.low, agency)).toBe(true)
        expect(isWithin(office.low, agency)).toBe(false)
        expect(Number.isSafeInteger(member.low)).toBe(true)
      }),
    )
  })
  it('refuses a branch where no room is left', () => {
    expect(intervalBelow(ROOT_INTERVAL, 'branch', 512)).toEqual({ ok: false, refusal: { code: 'organisation-full' } })
  })
})
