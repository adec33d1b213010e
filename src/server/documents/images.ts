import sharp, { type Metadata } from 'sharp'
import {
  imageKindOf,
  judgePixels,
  judgeSize,
  MAX_IMAGE_PIXELS,
  MAX_UPLOAD_BYTES,
  type UploadTooLarge,
  type ImageKind,
  type ImageRefusal,
} from '../../domain/files/upload-rules.ts'
import { accept, refuse, type Decision } from '../../domain/shared/decision.ts'
import { fewAtOnce } from './few-at-once.ts'

/** An image as we keep and serve it: decoded and written anew, upright, without any metadata. */
export type CleanImage = {
  readonly bytes: Buffer
  readonly kind: ImageKind
  readonly contentType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
}

const MAGIC: readonly { kind: ImageKind; bytes: Buffer }[] = [
  { kind: 'jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { kind: 'png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
]
const SECONDS = 20
/** Forty million pixels take 160 MB decoded. */
const decodeFew = fewAtOnce(2)

// libvips reads dozens of formats; here it may read two.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] })
sharp.cache(false)

/**
 * Checks an uploaded image by ending, first bytes and full decoding, and writes it anew. Whatever was hidden behind,
 * in or beside the pixels (scripts, other formats, places, devices) does not survive.
 */
export async function cleanImage(
  fileName: string,
  upload: Uint8Array,
): Promise<Decision<CleanImage, ImageRefusal | UploadTooLarge>> {
  const size = judgeSize(upload.length, MAX_UPLOAD_BYTES)
  if (!size.ok) return size
  const kind = imageKindOf(fileName)
  if (!kind) return refuse({ code: 'image-kind-refused' })
  if (!MAGIC.some((magic) => magic.kind === kind && magic.bytes.equals(upload.subarray(0, magic.bytes.length))))
    return refuse({ code: 'image-kind-differs' })
  return decodeFew(() => decodeAndWrite(kind, upload))
}

async function decodeAndWrite(kind: ImageKind, upload: Uint8Array): Promise<Decision<CleanImage, ImageRefusal>> {
  const header = await headerOf(upload)
  if (header?.format !== kind) return refuse({ code: 'image-damaged' })
  const pixels = judgePixels(header.width, header.height)
  if (!pixels.ok) return pixels
  try {
    // `error` also refuses truncated files; mere warnings, which many phones cause, are let through.
    const upright = sharp(upload, { failOn: 'error', limitInputPixels: MAX_IMAGE_PIXELS, pages: 1 })
      .autoOrient()
      .toColourspace('srgb')
      .timeout({ seconds: SECONDS })
    const written = kind === 'jpeg' ? upright.jpeg({ quality: 88 }) : upright.png({ compressionLevel: 6 })
    const { data, info } = await written.toBuffer({ resolveWithObject: true })
    const contentType = kind === 'jpeg' ? 'image/jpeg' : 'image/png'
    return accept({ bytes: data, kind, contentType, width: info.width, height: info.height })
  } catch (error) {
    const late = error instanceof Error && error.message.includes('timeout')
    return refuse({ code: late ? 'image-took-too-long' : 'image-damaged' })
  }
}

async function headerOf(upload: Uint8Array): Promise<Metadata | undefined> {
  return sharp(upload, { failOn: 'error', limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
}
