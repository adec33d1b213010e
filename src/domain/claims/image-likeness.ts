declare const imageLikeness: unique symbol
/** 64 bits of what an image looks like, as 16 hexadecimal digits: alike images differ in few of them. */
export type ImageLikeness = string & { readonly [imageLikeness]: true }

declare const pixelHash: unique symbol
/** Hash of the decoded pixels of an image, as hexadecimal digits: equal only for equal pictures of equal size. */
export type PixelHash = string & { readonly [pixelHash]: true }

export type ImageMarks = {
  readonly pixels: PixelHash
  /** Absent where the image is of one tone all over, such as a blank page: these are alike without meaning anything. */
  readonly likeness?: ImageLikeness
  /** The likeness that the image would have turned by 90°, 180° and 270°. */
  readonly turned: readonly ImageLikeness[]
}

/** Most bits of 64 in which images differ that are still told to be alike; `image_uses` finds them. Source: decisions, "Images". */
export const ALIKE_AT_MOST = 4

export function parseImageLikeness(text: string): ImageLikeness {
  if (!/^[0-9a-f]{16}$/.test(text)) throw new RangeError(`not a likeness of an image: ${text}`)
  return text as ImageLikeness
}
