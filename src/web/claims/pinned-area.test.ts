import { describe, expect, it } from 'vitest'
import { areaBetween } from './pinned-area.ts'

describe('a rectangle drawn on an image', () => {
  it('is kept in per 10,000, whichever corner it was drawn from', () => {
    const area = { x: 1000, y: 2000, width: 3000, height: 4000 }
    expect(areaBetween({ x: 0.1, y: 0.2 }, { x: 0.4, y: 0.6 }, 0)).toEqual(area)
    expect(areaBetween({ x: 0.4, y: 0.6 }, { x: 0.1, y: 0.2 }, 0)).toEqual(area)
  })
  it('belongs to the upright image, however it is shown', () => {
    // The upper left corner of an image turned clockwise is its lower left one.
    expect(areaBetween({ x: 0, y: 0 }, { x: 0.2, y: 0.1 }, 1)).toEqual({ x: 0, y: 8000, width: 1000, height: 2000 })
    expect(areaBetween({ x: 0, y: 0 }, { x: 0.2, y: 0.1 }, 2)).toEqual({ x: 8000, y: 9000, width: 2000, height: 1000 })
    expect(areaBetween({ x: 0, y: 0 }, { x: 0.2, y: 0.1 }, 3)).toEqual({ x: 9000, y: 0, width: 1000, height: 2000 })
  })
  it('ends at the edge of the image, and a click is none', () => {
    expect(areaBetween({ x: -1, y: 0.5 }, { x: 0.5, y: 2 }, 0)).toEqual({ x: 0, y: 5000, width: 5000, height: 5000 })
    expect(areaBetween({ x: 0.5, y: 0.5 }, { x: 0.505, y: 0.9 }, 0)).toBeUndefined()
  })
})
