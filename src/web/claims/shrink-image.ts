import { imageHints, type ImageHint } from '../../domain/claims/image-hints.ts'

/** A picture as it is sent: turned upright, at most so large, without the notes of the telephone. */
export type ShrunkImage = { readonly file: File; readonly hints: readonly ImageHint[] }

/** Longest side in pixels: the small print of an A4 page stays readable. */
const LONGEST = 2400
const QUALITY = 0.85
/** Below this many bytes a picture that is not too large is sent as it is. */
const SMALL_ENOUGH = 1_000_000
/** Longest side in pixels of the picture that hints are taken from. */
const GLANCE = 500

/** An `<img>` turns pictures upright by itself since Chromium 81, which `createImageBitmap` learned to be told later. */
async function decoded(file: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(address)
  }
}

function drawn(image: HTMLImageElement, longest: number): HTMLCanvasElement {
  const { naturalWidth: width, naturalHeight: height } = image
  const scale = Math.min(1, longest / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  // Transparent parts would become black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

function hintsOf(image: HTMLImageElement): readonly ImageHint[] {
  const canvas = drawn(image, GLANCE)
  const { width, height } = canvas
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray()
  const grey = new Uint8Array(width * height)
  for (let at = 0; at < grey.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = [pixels[at * 4], pixels[at * 4 + 1], pixels[at * 4 + 2]]
    grey[at] = (red * 299 + green * 587 + blue * 114) / 1000
  }
  return imageHints({ grey, width, height }, { width: image.naturalWidth, height: image.naturalHeight })
}

export function jpegOf(canvas: HTMLCanvasElement, quality = QUALITY): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}

/**
 * Makes a photo small enough to be sent over a slow line. What the browser cannot decode goes out as it is: the server
 * says what is wrong with it.
 */
export async function shrinkImage(file: File): Promise<ShrunkImage> {
  try {
    const image = await decoded(file)
    const hints = hintsOf(image)
    const large = Math.max(image.naturalWidth, image.naturalHeight) > LONGEST
    if (!large && file.size <= SMALL_ENOUGH) return { file, hints }
    const blob = await jpegOf(drawn(image, LONGEST))
    if (blob === null || blob.size >= file.size) return { file, hints }
    return { file: new File([blob], file.name.replace(/\.[^.]*$/, '.jpg'), { type: 'image/jpeg' }), hints }
  } catch {
    return { file, hints: [] }
  }
}
