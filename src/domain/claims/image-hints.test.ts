import { describe, expect, it } from 'vitest'
import { imageHints } from './image-hints.ts'

const SIZE = { width: 2000, height: 1500 }
function pictureOf(pixel: (x: number, y: number) => number, width = 100, height = 80) {
  const grey = Array.from({ length: width * height }, (_, at) => pixel(at % width, Math.floor(at / width)))
  return { grey, width, height }
}
const print = (x: number, y: number) => (x % 4 < 2 && y % 6 < 3 ? 20 : 235)

describe('the look of a picture', () => {
  it('gives no hint where print is sharp and bright', () => {
    expect(imageHints(pictureOf(print), SIZE)).toEqual([])
  })
  it('is blurred where nothing has an edge', () => {
    expect(
      imageHints(
        pictureOf((x) => 120 + Math.round(60 * Math.sin(x / 15))),
        SIZE,
      ),
    ).toEqual(['blurred'])
  })
  it('is dark, small or a strip', () => {
    expect(
      imageHints(
        pictureOf((x, y) => print(x, y) / 6),
        SIZE,
      ),
    ).toContain('dark')
    expect(imageHints(pictureOf(print), { width: 400, height: 300 })).toEqual(['small'])
    expect(imageHints(pictureOf(print), { width: 2400, height: 300 })).toEqual(['cut'])
  })
  it('is nothing to speak of without pixels', () => {
    expect(imageHints({ grey: [], width: 0, height: 0 }, SIZE)).toContain('blurred')
  })
})
