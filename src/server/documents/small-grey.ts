import sharp from 'sharp'
import type { GreyPicture } from '../../domain/claims/image-hints.ts'
import { MAX_IMAGE_PIXELS } from '../../domain/files/upload-rules.ts'
import { fewAtOnce } from './few-at-once.ts'

/** Longest side in pixels, as in the browser of whoever sends it. */
const LONGEST = 500
const decodeFew = fewAtOnce(2)

/** An image that we keep, seen small in grey. */
export function smallGrey(bytes: Uint8Array): Promise<GreyPicture> {
  return decodeFew(async () => {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS, pages: 1 })
      .autoOrient()
      .flatten({ background: '#fff' })
      .resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { grey: data, width: info.width, height: info.height }
  })
}
