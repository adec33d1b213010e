import { setImmediate } from 'node:timers/promises'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { thumbnailOf, turnedImage } from './turned-image.ts'

const picture = () =>
  sharp({ create: { width: 640, height: 320, channels: 3, background: '#88aa66' } })
    .png()
    .toBuffer()

test('an image is turned in its own format, and its thumbnail is a small JPEG', async () => {
  const shape = async (image: Buffer) => {
    const { format, width, height } = await sharp(image).metadata()
    return { format, width, height }
  }
  expect(await shape(await turnedImage(picture, 1))).toEqual({ format: 'png', width: 320, height: 640 })
  expect(await shape(await thumbnailOf(picture, 1))).toEqual({ format: 'jpeg', width: 100, height: 200 })
})

test('images are read when their turn has come', async () => {
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  let read = 0
  const shown = [turnedImage, thumbnailOf, turnedImage, thumbnailOf].map((way) => way(() => ((read += 1), promise), 1))
  await setImmediate()
  expect(read).toBe(2)
  resolve(await picture())
  await Promise.all(shown)
  expect(read).toBe(4)
})
