import { createHash } from 'node:crypto'
import sharp from 'sharp'

const [WIDTH, HEIGHT] = [620, 880]
const LINES = 26

type Colour = readonly [red: number, green: number, blue: number]
type Area = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** A sheet of paper like no other, for a slot of the demo: a head, bars for lines of text, and a stamp. */
export function demoPaper(seed: string): Promise<Buffer> {
  const bytes = createHash('shake256', { outputLength: 3 * LINES + 4 })
    .update(seed)
    .digest()
  const [tint = 0, x = 0, y = 0, head = 0, ...lines] = bytes
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  fill(pixels, { left: 0, top: 0, width: WIDTH, height: HEIGHT }, [246 - (tint & 15), 246 - (tint >> 4), 240])
  fill(pixels, { left: 90 + head / 4, top: 56, width: 240 + head / 2, height: 34 }, [40 + (tint & 63), 70, 110])
  for (let line = 0; line < LINES; line += 1) {
    const [left = 0, width = 0, grey = 0] = lines.slice(3 * line)
    const area = { left: 50 + left / 2, top: 150 + line * 26, width: 60 + width * 1.5, height: 11 }
    const shade = 60 + (grey % 90)
    fill(pixels, area, [shade, shade, shade])
  }
  stamp(pixels, 150 + x * 1.3, 300 + y * 1.9)
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer()
}

function fill(pixels: Buffer, { left, top, width, height }: Area, colour: Colour): void {
  const [from, to] = [Math.round(left), Math.min(WIDTH, Math.round(left + width))]
  for (let row = Math.round(top); row < top + height; row += 1)
    for (let column = from; column < to; column += 1) pixels.set(colour, (row * WIDTH + column) * 3)
}

/** A red ring, as of a seal. */
function stamp(pixels: Buffer, middleX: number, middleY: number): void {
  for (let row = Math.round(middleY) - 60; row < middleY + 60; row += 1)
    for (let column = Math.round(middleX) - 60; column < middleX + 60; column += 1) {
      const far = Math.hypot(row - middleY, column - middleX)
      if (far > 48 && far < 57) pixels.set([200, 60, 60], (row * WIDTH + column) * 3)
    }
}
