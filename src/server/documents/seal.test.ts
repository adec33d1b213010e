import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cleanImage } from './images.ts'
import { makeSeal } from './seal.ts'

describe('a seal for demonstrations', () => {
  it('is a red round image on a transparent ground, drawn without fonts of the machine', async () => {
    const { data, info } = await sharp(await makeSeal('示例市办事处'))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height, info.channels]).toEqual([700, 700, 4])
    const pixel = (x: number, y: number) => [...data.subarray((y * 700 + x) * 4, (y * 700 + x) * 4 + 4)]
    expect(pixel(2, 2)[3]).toBe(0)
    expect(pixel(350, 350)).toEqual([200, 16, 46, 255])
    const inked = (from: number, to: number) =>
      Array.from({ length: 700 * (to - from) }, (_, at) => data[(from * 700 + at) * 4 + 3] ?? 0).filter((a) => a > 128)
    expect(inked(60, 150).length).toBeGreaterThan(4_000)
    expect(inked(490, 550).length).toBeGreaterThan(2_000)
  })
  it('has room for long names, and differs by name', async () => {
    const long = await makeSeal('示例省职工互助保障会东城区经济技术开发区办事处')
    expect(long.equals(await makeSeal('示例市办事处'))).toBe(false)
  })
  it('leaves SVG closed to uploads', async () => {
    expect((await cleanImage('a.png', await makeSeal('甲'))).ok).toBe(true)
    await expect(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')).metadata()).rejects.toThrow()
  })
})
