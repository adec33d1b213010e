import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { hammingDistance, resemblanceOf } from '../../../tests/support/likeness.ts'
import { ALIKE_AT_MOST } from '../../domain/claims/image-likeness.ts'
import { markImage } from './image-hash.ts'

/** Numbers that look random and are the same in every run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

type Blot = { left: number; top: number; width: number; height: number }

/** A page with a heading, lines of words, a table and a stamp, each page its own. Drawn of plain stretches. */
async function page(seed: number, width = 900, height = 1260): Promise<Sharp> {
  const next = sequence(seed)
  const blots: Blot[] = []
  let top = 60 + Math.floor(next() * 60)
  while (top < height - 140) {
    const lineHeight = 12 + Math.floor(next() * 22)
    let left = 50 + Math.floor(next() * 120)
    const end = width - 60 - Math.floor(next() * width * 0.6)
    while (left < end) {
      const word = 20 + Math.floor(next() * 130)
      blots.push({ left, top, width: Math.min(word, width - left - 10), height: lineHeight })
      left += word + 10 + Math.floor(next() * 20)
    }
    top += lineHeight + 14 + Math.floor(next() * 60)
  }
  const ink = blots.map(({ left, top, width, height }) => ({
    input: { create: { width, height, channels: 3 as const, background: { r: 40, g: 40, b: 48 } } },
    left,
    top,
  }))
  const stamp = {
    input: { create: { width: 180, height: 180, channels: 3 as const, background: { r: 200, g: 40, b: 40 } } },
    left: Math.floor(next() * (width - 200)),
    top: Math.floor(next() * (height - 200)),
  }
  const paper = sharp({ create: { width, height, channels: 3, background: { r: 238, g: 236, b: 230 } } })
  return sharp(
    await paper
      .composite([...ink, stamp])
      .png()
      .toBuffer(),
  )
}

const original = await page(7)
const marks = await markImage(await original.clone().jpeg({ quality: 90 }).toBuffer())
const resemblance = async (image: Sharp) => resemblanceOf(await markImage(await image.png().toBuffer()), marks)

describe('the marks of an image', () => {
  it('have the same pixels for the same picture, whatever wrote its file', async () => {
    const png = await original.clone().png({ compressionLevel: 9 }).toBuffer()
    const other = await original.clone().png({ compressionLevel: 1 }).toBuffer()
    expect(png.equals(other)).toBe(false)
    expect((await markImage(png)).pixels).toBe((await markImage(other)).pixels)
    const transparent = await original.clone().ensureAlpha().png().toBuffer()
    expect((await markImage(transparent)).pixels).toBe((await markImage(png)).pixels)
  })
  it('stay alike after re-encoding', async () => {
    for (const quality of [80, 50, 25]) {
      const again = sharp(await original.clone().jpeg({ quality }).toBuffer())
      expect(await resemblance(again)).toMatchObject({ kind: 'alike' })
    }
  })
  it('stay alike after scaling, in other tones, and a little blurred', async () => {
    for (const width of [1800, 450, 225])
      expect(await resemblance(original.clone().resize({ width }))).toMatchObject({ kind: 'alike' })
    expect(await resemblance(original.clone().linear(0.85, 12))).toMatchObject({ kind: 'alike' })
    expect(await resemblance(original.clone().greyscale())).toMatchObject({ kind: 'alike' })
    expect(await resemblance(original.clone().blur(2))).toMatchObject({ kind: 'alike' })
  })
  it('are recognised where the picture was turned, though its pixels and its own likeness are others', async () => {
    for (const angle of [90, 180, 270]) {
      const turned = await markImage(await original.clone().rotate(angle).png().toBuffer())
      expect(turned.pixels).not.toBe(marks.pixels)
      if (!turned.likeness || !marks.likeness) throw new Error('the page is blank')
      expect(hammingDistance(turned.likeness, marks.likeness)).toBeGreaterThan(ALIKE_AT_MOST)
      expect(resemblanceOf(turned, marks)).toMatchObject({ kind: 'alike' })
    }
  })
  it('tell other documents apart', async () => {
    const pages = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => markImage(await (await page(100 + at)).png().toBuffer())),
    )
    const pairs = pages.flatMap((one, at) => pages.slice(at + 1).map((other) => resemblanceOf(one, other)))
    expect(pairs.length).toBe(780)
    expect(pairs.filter((found) => found !== undefined)).toEqual([])
    expect(pages.filter((one) => resemblanceOf(one, marks))).toEqual([])
  })
  it('have no likeness where the page is blank', async () => {
    const blank = (level: number) =>
      sharp({ create: { width: 300, height: 400, channels: 3, background: { r: level, g: level, b: level } } })
    const [one, other] = [
      await markImage(await blank(250).png().toBuffer()),
      await markImage(await blank(240).png().toBuffer()),
    ]
    expect(one).toEqual({ pixels: one.pixels, turned: [] })
    expect(resemblanceOf(one, other)).toBeUndefined()
  })
  it('are those of the upright picture', async () => {
    const sideways = await original.clone().rotate(270).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const upright = await markImage(sideways)
    expect(upright.likeness && marks.likeness && hammingDistance(upright.likeness, marks.likeness)).toBeLessThanOrEqual(
      2,
    )
  })
})
