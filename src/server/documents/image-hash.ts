import { createHash } from 'node:crypto'
import sharp from 'sharp'

/** What is the same in the same picture, however its file was written. */
export type ImageHashes = { readonly pixelHash: Buffer; readonly likeness: bigint }

/** Hash of the decoded pixels, and the perceptual hash of 64 bits, of an image of ours. */
export async function imageHashes(image: Uint8Array): Promise<ImageHashes> {
  const { data, info } = await sharp(image)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixelHash = createHash('sha256').update(`${info.width}x${info.height}`).update(data).digest()
  const small = await sharp(image).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer()
  let likeness = 0n
  for (let row = 0; row < 8; row += 1)
    for (let at = 0; at < 8; at += 1)
      likeness = (likeness << 1n) | ((small[row * 9 + at] ?? 0) < (small[row * 9 + at + 1] ?? 0) ? 1n : 0n)
  return { pixelHash, likeness: BigInt.asIntN(64, likeness) }
}
