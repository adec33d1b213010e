import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import {
  parseImageLikeness,
  type ImageLikeness,
  type ImageMarks,
  type PixelHash,
} from '../../domain/claims/image-likeness.ts'
import { MAX_IMAGE_PIXELS } from '../../domain/files/upload-rules.ts'
import { fewAtOnce } from './few-at-once.ts'

/** Side of the small grey picture from which the likeness is taken. */
const SIDE = 32
const BITS = 64
/** Grey levels by which a picture must vary to have a likeness at all: a blank page varies by noise only. */
const LEAST_CONTRAST = 2
const decodeFew = fewAtOnce(2)

/**
 * Marks of an image that we keep: a hash of its decoded pixels, and a likeness that survives re-encoding and scaling.
 * The likeness is the sign of the 64 lowest frequencies of a small grey picture against their median (pHash): page
 * layouts show in these, fine print and noise of cameras do not.
 */
export function markImage(bytes: Uint8Array): Promise<ImageMarks> {
  return decodeFew(async () => {
    const image = sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS, pages: 1 })
      .autoOrient()
      .flatten({ background: '#fff' })
    const [pixels, grey] = await Promise.all([pixelHash(image.clone()), smallGrey(image.clone())])
    if (contrast(grey) < LEAST_CONTRAST) return { pixels, turned: [] }
    const turns = [grey, quarterTurn(grey)]
    turns.push(quarterTurn(turns[1] ?? grey))
    turns.push(quarterTurn(turns[2] ?? grey))
    const [likeness, ...turned] = turns.map(likenessOf)
    return { pixels, ...(likeness && { likeness }), turned }
  })
}

async function pixelHash(image: Sharp): Promise<PixelHash> {
  const { data, info } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const hash = createHash('sha256').update(`${info.width}x${info.height}x${info.channels} `).update(data)
  return hash.digest('hex') as PixelHash
}

async function smallGrey(image: Sharp): Promise<Float64Array> {
  const { data } = await image
    .greyscale()
    .resize(SIDE, SIDE, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Float64Array.from(data)
}

/** Standard deviation in grey levels. */
function contrast(grey: Float64Array): number {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  return Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length)
}

/** The small picture turned by 90° to the right. */
function quarterTurn(grey: Float64Array): Float64Array {
  return grey.map((_, at) => grey[(SIDE - 1 - (at % SIDE)) * SIDE + Math.floor(at / SIDE)] ?? 0)
}

/** cos((2x + 1)uπ / 2N) for all places and frequencies, made once. */
const COSINES = Array.from({ length: SIDE }, (_, u) =>
  Float64Array.from({ length: SIDE }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * SIDE))),
)

/** The lowest 64 frequencies after the mean, diagonal by diagonal. */
const FREQUENCIES: readonly (readonly [number, number])[] = Array.from(
  { length: SIDE * SIDE },
  (_, at): [number, number] => [Math.floor(at / SIDE), at % SIDE],
)
  .sort(([u, v], [s, t]) => u + v - s - t || u - s)
  .slice(1, BITS + 1)

function frequency(grey: Float64Array, u: number, v: number): number {
  const [rows, columns] = [COSINES[u], COSINES[v]]
  if (!rows || !columns) return 0
  let sum = 0
  for (let y = 0; y < SIDE; y += 1) {
    let line = 0
    for (let x = 0; x < SIDE; x += 1) line += (grey[y * SIDE + x] ?? 0) * (columns[x] ?? 0)
    sum += line * (rows[y] ?? 0)
  }
  return sum
}

function likenessOf(grey: Float64Array): ImageLikeness {
  const strengths = FREQUENCIES.map(([u, v]) => frequency(grey, u, v))
  const sorted = strengths.toSorted((a, b) => a - b)
  const median = ((sorted[BITS / 2 - 1] ?? 0) + (sorted[BITS / 2] ?? 0)) / 2
  const bits = strengths.map((strength) => (strength > median ? '1' : '0')).join('')
  return parseImageLikeness(
    BigInt(`0b${bits}`)
      .toString(16)
      .padStart(BITS / 4, '0'),
  )
}
