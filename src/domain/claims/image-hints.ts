/** What a picture looks like to a glance: only ever a hint to take it again, never a refusal. */
export const IMAGE_HINTS = ['blurred', 'dark', 'small', 'cut'] as const
export type ImageHint = (typeof IMAGE_HINTS)[number]

/** Grey values 0 to 255, row by row, of a picture brought to a few hundred pixels. */
export type GreyPicture = { readonly grey: ArrayLike<number>; readonly width: number; readonly height: number }

/** Variance of the Laplacian below which print has no edges left, at some 500 pixels. */
const SHARP_ENOUGH = 45
/** Mean of the grey values below which print can hardly be told from paper. */
const BRIGHT_ENOUGH = 55
/** Shortest of the longer sides, in pixels, at which the lines of a bill can be read. */
const LONG_ENOUGH = 700
/** A strip thinner than this is no whole page and no whole card. */
const MOST_TIMES_AS_LONG = 4

/** Mean and variance of how much each pixel differs from its four neighbours. */
function laplacianVariance({ grey, width, height }: GreyPicture): number {
  let [count, sum, squares] = [0, 0, 0]
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const around = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0)
      const edge = around - 4 * (grey[at] ?? 0)
      count += 1
      sum += edge
      squares += edge * edge
    }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2
}

function meanOf({ grey }: GreyPicture): number {
  let sum = 0
  for (let at = 0; at < grey.length; at += 1) sum += grey[at] ?? 0
  return grey.length === 0 ? 0 : sum / grey.length
}

/** Hints about a picture of `width` × `height` pixels, seen small in grey. Source: decisions, "Make it the best" 4. */
export function imageHints(
  small: GreyPicture,
  { width, height }: { readonly width: number; readonly height: number },
): readonly ImageHint[] {
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)]
  return [
    ...(laplacianVariance(small) < SHARP_ENOUGH ? (['blurred'] as const) : []),
    ...(meanOf(small) < BRIGHT_ENOUGH ? (['dark'] as const) : []),
    ...(longer < LONG_ENOUGH ? (['small'] as const) : []),
    ...(longer > shorter * MOST_TIMES_AS_LONG ? (['cut'] as const) : []),
  ]
}
