import { ALIKE_AT_MOST, type ImageLikeness, type ImageMarks } from '../../src/domain/claims/image-likeness.ts'

const DIGITS = 16

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
 * Compares a new image with the marks of an earlier one; undefined where they are different pictures. The product asks
 * `image_uses` of the database, which a sweep compares with this.
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
