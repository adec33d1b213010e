import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cleanImage } from './images.ts'

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } })

/** Noise, so that cutting the file cuts picture data. */
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })

async function refusalOf(name: string, bytes: Uint8Array): Promise<string | undefined> {
  const judged = await cleanImage(name, bytes)
  return judged.ok ? undefined : judged.refusal.code
}

async function accepted(name: string, bytes: Uint8Array) {
  const judged = await cleanImage(name, bytes)
  if (!judged.ok) throw new Error(judged.refusal.code)
  return judged.value
}

describe('an uploaded image', () => {
  it('is written anew in its own format', async () => {
    const png = await accepted('证书.PNG', await plain(40, 30).png().toBuffer())
    expect(png).toMatchObject({ kind: 'png', contentType: 'image/png', width: 40, height: 30 })
    const jpeg = await accepted('证书.jpeg', await plain(40, 30).jpeg().toBuffer())
    expect(jpeg).toMatchObject({ kind: 'jpeg', contentType: 'image/jpeg' })
    expect((await sharp(jpeg.bytes).metadata()).format).toBe('jpeg')
  })
  it('loses place, device and every other note, and stands upright', async () => {
    const noted = await plain(40, 20)
      .withExif({ IFD0: { Make: 'Telephone' }, IFD3: { GPSLatitude: '31/1 14/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(noted).metadata()).exif).toBeDefined()
    const clean = await accepted('a.jpg', noted)
    const left = await sharp(clean.bytes).metadata()
    expect([left.exif, left.xmp, left.iptc, left.icc, left.orientation, left.comments]).toEqual(
      Array(6).fill(undefined),
    )
    expect(clean.bytes.includes('Telephone')).toBe(false)
    expect([clean.width, clean.height]).toEqual([20, 40])
  })
  it('loses what was hidden behind the picture', async () => {
    const polyglot = Buffer.concat([
      await plain(20, 20).jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>PK\x03\x04'),
    ])
    const clean = await accepted('a.jpg', polyglot)
    expect(clean.bytes.includes('script')).toBe(false)
    expect(clean.bytes.includes('PK\x03\x04')).toBe(false)
  })
  it('is refused when it is something else than its name says', async () => {
    const png = await plain(20, 20).png().toBuffer()
    expect(await refusalOf('a.jpg', png)).toBe('image-kind-differs')
    expect(await refusalOf('a.gif', png)).toBe('image-kind-refused')
    expect(await refusalOf('png', png)).toBe('image-kind-refused')
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    expect(await refusalOf('a.svg', svg)).toBe('image-kind-refused')
    expect(await refusalOf('a.png', svg)).toBe('image-kind-differs')
    expect(await refusalOf('a.jpg', Buffer.from('<html>'))).toBe('image-kind-differs')
  })
  it('is refused when damaged, truncated or empty', async () => {
    const jpeg = await noise(600, 600).jpeg().toBuffer()
    const png = await noise(600, 600).png().toBuffer()
    expect(await refusalOf('a.jpg', jpeg)).toBeUndefined()
    expect(await refusalOf('a.jpg', jpeg.subarray(0, jpeg.length / 2))).toBe('image-damaged')
    expect(await refusalOf('a.png', png.subarray(0, png.length / 2))).toBe('image-damaged')
    expect(await refusalOf('a.jpg', jpeg.subarray(0, 3))).toBe('image-damaged')
    expect(await refusalOf('a.jpg', new Uint8Array())).toBe('image-kind-differs')
  })
  it('is refused for its pixels before they are decoded', async () => {
    const flood = await plain(9_000, 9_000).png({ compressionLevel: 9 }).toBuffer()
    expect(flood.length).toBeLessThan(1_000_000)
    const before = process.memoryUsage().rss
    expect(await cleanImage('a.png', flood)).toEqual({
      ok: false,
      refusal: { code: 'image-too-many-pixels', width: 9_000, height: 9_000 },
    })
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
    const long = await plain(10_001, 2).png().toBuffer()
    expect(await refusalOf('a.png', long)).toBe('image-too-many-pixels')
  })
  it('is refused over 10 MB', async () => {
    expect(await cleanImage('a.jpg', new Uint8Array(10_485_761))).toEqual({
      ok: false,
      refusal: { code: 'upload-too-large', megabytes: 10 },
    })
  })
  it('is one of many that are cleaned at the same time, a few at once', async () => {
    const upload = await noise(300, 300).jpeg().toBuffer()
    const all = await Promise.all(Array.from({ length: 12 }, () => cleanImage('a.jpg', upload)))
    expect(all.every((judged) => judged.ok)).toBe(true)
  })
})

describe('the image library', () => {
  it('opens no format but jpeg and png once this module is loaded', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    await expect(sharp(svg).metadata()).rejects.toThrow('unsupported')
    const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')
    await expect(sharp(gif).metadata()).rejects.toThrow('unsupported')
  })
})
