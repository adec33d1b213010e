import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hammingDistance, resemblanceOf } from '../../../tests/support/likeness.ts'
import { parseImageLikeness, type ImageMarks, type PixelHash } from './image-likeness.ts'

const likeness = (value: bigint) => parseImageLikeness(value.toString(16).padStart(16, '0'))
const any64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const marks = (pixels: string, value?: bigint, turned: readonly bigint[] = []): ImageMarks => ({
  pixels: pixels as PixelHash,
  ...(value !== undefined && { likeness: likeness(value) }),
  turned: turned.map(likeness),
})

describe('the distance of two images', () => {
  it('counts the bits that differ', () => {
    expect(hammingDistance(likeness(0n), likeness(0n))).toBe(0)
    expect(hammingDistance(likeness(0b1011n), likeness(0n))).toBe(3)
    expect(hammingDistance(likeness(0n), likeness(2n ** 64n - 1n))).toBe(64)
    fc.assert(
      fc.property(any64, any64, (one, other) => {
        const bits = (one ^ other).toString(2).replaceAll('0', '').length
        expect(hammingDistance(likeness(one), likeness(other))).toBe(bits)
      }),
    )
  })
  it('is taken of 64 bits only', () => {
    expect(() => parseImageLikeness('123')).toThrow('not a likeness')
    expect(() => parseImageLikeness('G'.repeat(16))).toThrow('not a likeness')
  })
})

describe('an image that was handed in before', () => {
  it('is told strongly for the same pixels', () => {
    expect(resemblanceOf(marks('a', 1n), marks('a', 2n ** 60n))).toEqual({ kind: 'same-pixels' })
    expect(resemblanceOf(marks('a'), marks('a'))).toEqual({ kind: 'same-pixels' })
  })
  it('is told weakly up to four bits, also where it was turned', () => {
    expect(resemblanceOf(marks('a', 0b1111n), marks('b', 0n))).toEqual({ kind: 'alike', distance: 4 })
    expect(resemblanceOf(marks('a', 0b11111n), marks('b', 0n))).toBeUndefined()
    expect(resemblanceOf(marks('a', 0xffffn, [0xffn, 1n, 0xfn << 8n]), marks('b', 0n))).toEqual({
      kind: 'alike',
      distance: 1,
    })
  })
  it('is not told for blank pages', () => {
    expect(resemblanceOf(marks('a'), marks('b'))).toBeUndefined()
    expect(resemblanceOf(marks('a', 0n), marks('b'))).toBeUndefined()
  })
})
