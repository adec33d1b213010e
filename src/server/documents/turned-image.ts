import sharp from 'sharp'
import { MAX_IMAGE_PIXELS } from '../../domain/files/upload-rules.ts'
import { fewAtOnce } from './few-at-once.ts'

/** Longest side in pixels: enough to tell a card from a bill, too little to read what stands on it. */
const THUMBNAIL_SIDE = 200
const turnFew = fewAtOnce(2)

/** Reads a file whole. It is called when its turn has come, so that only few are held in memory. */
type Read = () => Promise<Uint8Array>

/** An image of ours turned by quarter turns clockwise, in its own format. */
export function turnedImage(read: Read, turns: number): Promise<Buffer> {
  return turnFew(async () => {
    const turned = sharp(await read(), { limitInputPixels: MAX_IMAGE_PIXELS }).rotate(turns * 90)
    return turned.jpeg({ quality: 92, force: false }).png({ compressionLevel: 6, force: false }).toBuffer()
  })
}

/** A small JPEG of an image of ours, turned by quarter turns clockwise. */
export function thumbnailOf(read: Read, turns: number): Promise<Buffer> {
  return turnFew(async () =>
    sharp(await read(), { limitInputPixels: MAX_IMAGE_PIXELS })
      .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
      .rotate(turns * 90)
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 72 })
      .toBuffer(),
  )
}
