import { accept, refuse, type Decision } from '../shared/decision.ts'

const MEGABYTE = 1_048_576

/** One uploaded image or invoice file has at most 10 MB. Source: security requirement 26. */
export const MAX_UPLOAD_BYTES = 10 * MEGABYTE
/** One image has at most 40 million pixels and 10,000 a side. Source: security requirement 29. */
export const MAX_IMAGE_PIXELS = 40_000_000
export const MAX_IMAGE_SIDE = 10_000

export type ImageKind = 'jpeg' | 'png'
export type PaperKind = 'pdf' | 'ofd'

export type ImageRefusal =
  | { readonly code: 'image-kind-refused' | 'image-kind-differs' | 'image-damaged' | 'image-took-too-long' }
  | { readonly code: 'image-too-many-pixels'; readonly width: number; readonly height: number }

export type PaperRefusal = { readonly code: 'paper-kind-refused' | 'paper-kind-differs' | 'paper-damaged' }

export type UploadTooLarge = { readonly code: 'upload-too-large'; readonly megabytes: number }

const IMAGE_ENDINGS = new Map<string, ImageKind>([
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['png', 'png'],
])
const PAPER_ENDINGS = new Map<string, PaperKind>([
  ['pdf', 'pdf'],
  ['ofd', 'ofd'],
])

function endingOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()
}

/** The kind of image that a file name promises: .jpg, .jpeg or .png. */
export function imageKindOf(fileName: string): ImageKind | undefined {
  return fileName.includes('.') ? IMAGE_ENDINGS.get(endingOf(fileName)) : undefined
}

/** The kind of invoice file that a file name promises: .pdf or .ofd. */
export function paperKindOf(fileName: string): PaperKind | undefined {
  return fileName.includes('.') ? PAPER_ENDINGS.get(endingOf(fileName)) : undefined
}

/** Whether a file of so many bytes may be uploaded; the refusal names the limit in whole megabytes. */
export function judgeSize(bytes: number, limit: number): Decision<number, UploadTooLarge> {
  return bytes <= limit ? accept(bytes) : refuse({ code: 'upload-too-large', megabytes: Math.floor(limit / MEGABYTE) })
}

/** Whether an image of this width and height (pixels) may be decoded at all. */
export function judgePixels(width: number, height: number): Decision<number, ImageRefusal> {
  const small = width <= MAX_IMAGE_SIDE && height <= MAX_IMAGE_SIDE && width * height <= MAX_IMAGE_PIXELS
  return small ? accept(width * height) : refuse({ code: 'image-too-many-pixels', width, height })
}
