import { fromBufferPromise, type ZipFile } from 'yauzl'
import {
  judgeSize,
  MAX_UPLOAD_BYTES,
  paperKindOf,
  type UploadTooLarge,
  type PaperKind,
  type PaperRefusal,
} from '../../domain/files/upload-rules.ts'
import { accept, refuse, type Decision } from '../../domain/shared/decision.ts'

/** A PDF or OFD file that is passed on as it came. It is only ever offered for download, never shown in a page. */
export type CheckedPaper = { readonly kind: PaperKind; readonly contentType: 'application/pdf' | 'application/ofd' }

/**
 * Checks an uploaded PDF or OFD file by ending, first bytes and structure. It keeps out files of other kinds, files cut
 * off on the way and zip bombs; it cannot vouch for what a file does in the program that opens it.
 */
export async function checkPaper(
  fileName: string,
  upload: Uint8Array,
): Promise<Decision<CheckedPaper, PaperRefusal | UploadTooLarge>> {
  const size = judgeSize(upload.length, MAX_UPLOAD_BYTES)
  if (!size.ok) return size
  const bytes = Buffer.from(upload.buffer, upload.byteOffset, upload.length)
  const kind = paperKindOf(fileName)
  if (!kind) return refuse({ code: 'paper-kind-refused' })
  const magic = kind === 'pdf' ? PDF_MAGIC : ZIP_MAGIC
  if (!bytes.subarray(0, magic.length).equals(magic)) return refuse({ code: 'paper-kind-differs' })
  const whole = kind === 'pdf' ? isWholePdf(bytes) : await isWholeOfd(bytes)
  return whole ? accept({ kind, contentType: `application/${kind}` }) : refuse({ code: 'paper-damaged' })
}

const PDF_MAGIC = Buffer.from('%PDF-')
const ZIP_MAGIC = Buffer.from('PK\x03\x04')
const TAIL = 2_048

/** A PDF ends by saying where its cross-reference begins; that place must hold one. */
function isWholePdf(bytes: Buffer): boolean {
  const tail = bytes.subarray(-TAIL).toString('latin1')
  const start = /startxref\s+(\d{1,10})\s+%%EOF[\s\0]*$/.exec(tail)?.[1]
  const place = start && bytes.subarray(Number(start), Number(start) + 40).toString('latin1')
  return (
    /^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1')) && /^\s*(xref\s|\d+\s+\d+\s+obj)/.test(place ?? '')
  )
}

const MAX_PARTS = 1_000
const MAX_UNPACKED = 100 * 1_048_576
const MAX_ROOT = 1_048_576

/** An OFD file (GB/T 33190) is a zip with OFD.xml at its root. */
async function isWholeOfd(bytes: Buffer): Promise<boolean> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true })
    if (zip.entryCount > MAX_PARTS) return false
    const root = await rootOf(zip)
    return root !== undefined && /<(?:\w+:)?OFD[\s>]/.test(root) && !root.includes('<!DOCTYPE')
  } catch {
    return false
  }
}

async function rootOf(zip: ZipFile): Promise<string | undefined> {
  let unpacked = 0
  let root: string | undefined
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize
    if (unpacked > MAX_UNPACKED) return undefined
    if (entry.fileName !== 'OFD.xml' || entry.uncompressedSize > MAX_ROOT) continue
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    root = Buffer.concat(pieces).toString('utf8')
  }
  return root
}
