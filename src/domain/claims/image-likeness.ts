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

/** Most bits of 64 in which images differ that are still told to be alike. Source: decisions, "Images". */
export const ALIKE_AT_MOST = 4
const BITS = 64
const DIGITS = BITS / 4

export function parseImageLikeness(text: string): ImageLikeness {
  if (!/^[0-9a-f]{16}$/.test(text)) throw new RangeError(`not a likeness of an image: ${text}`)
  return text as ImageLikeness
}

function bitsSet(value: number): number {
  let bits = 0
  for (let rest = value; rest > 0; rest >>>= 1) bits += rest & 1
  return bits
}

/** In how many of their 64 bits two images differ. */
export function hammingDistance(one: ImageLikeness, other: ImageLikeness): number {
  let distance = 0
  for (let at = 0; at < DIGITS; at += 1)
    distance += bitsSet(Number.parseInt(one.charAt(at), 16) ^ Number.parseInt(other.charAt(at), 16))
  return distance
}

/** How an image resembles one that was handed in before: the same pixels (strong), or alike, also turned (weak). */
export type Resemblance = { readonly kind: 'same-pixels' } | { readonly kind: 'alike'; readonly distance: number }

/**
 * Compares a new image with the marks of an earlier one; undefined where they are different pictures. `image_uses` of the
 * database finds the earlier ones by the same rule.
 */
export function resemblanceOf(
  image: ImageMarks,
  before: Pick<ImageMarks, 'pixels' | 'likeness'>,
): Resemblance | undefined {
  if (image.pixels === before.pixels) return { kind: 'same-pixels' }
  const { likeness } = before
  if (likeness === undefined || image.likeness === undefined) return undefined
  const distance = Math.min(...[image.likeness, ...image.turned].map((own) => hammingDistance(own, likeness)))
  return distance <= ALIKE_AT_MOST ? { kind: 'alike', distance } : undefined
}
