import { createInflateRaw, crc32 } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import type { UnsafeReason } from '../../domain/files/workbook-refusal.ts'
import { damaged, unreadable, type WorkbookLimits } from './cells.ts'

type Part = { readonly entry: Entry; readonly start: number }
export type Container = {
  readonly names: readonly string[]
  has(name: string): boolean
  /** Bytes of the part as the directory says; it has no more. */
  size(name: string): number
  /** The part's bytes in chunks, unpacked as they are asked for, as UTF-8. */
  chunks(name: string): AsyncGenerator<Buffer, void>
  /** A small part whole. */
  bytes(name: string): Promise<Buffer>
}

const SMALL_PART = 4_000_000
const CHUNK = 262_144
const RATIO = 100
const RATIO_FROM = 100_000
const ARCHIVE = /\.(?:zip|xls[xmb]?|doc[xm]|ppt[xm]|jar|7z|rar|gz|tgz|bz2|xz)$/i
const LINK = 0o120000

/**
 * Opens the archive that a workbook is and looks at every part before unpacking one: their number, sizes and ratios,
 * overlaps, links, paths out of the archive and archives within are refused. Source: security requirement 27.
 */
export async function openContainer(bytes: Buffer, limits: WorkbookLimits): Promise<Container> {
  const parts = new Map<string, Part>()
  const ranges: [number, number][] = []
  const zip = await opened(bytes)
  if (zip.entryCount > limits.parts) throw unsafe('too-many-parts')
  let unpacked = 0
  for (const entry of await entriesOf(zip)) {
    checkEntry(entry)
    unpacked += entry.uncompressedSize
    if (unpacked > limits.unpackedBytes) throw unsafe('expands-too-much')
    const start = await dataStart(zip, entry)
    ranges.push([entry.relativeOffsetOfLocalHeader, start + entry.compressedSize])
    if (parts.has(entry.fileName)) throw unsafe('overlap')
    parts.set(entry.fileName, { entry, start })
  }
  ranges.sort((a, b) => a[0] - b[0])
  if (ranges.some(([from], index) => index > 0 && from < (ranges[index - 1]?.[1] ?? 0))) throw unsafe('overlap')
  return containerOf(bytes, parts)
}

async function opened(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, strictFileNames: true })
  } catch {
    throw damaged('zip')
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch (error) {
    throw /path|characters in fileName/i.test(String(error)) ? unsafe('path') : damaged('zip')
  }
  return entries
}

function checkEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw unreadable({ code: 'password-protected' })
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw damaged(entry.fileName)
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === LINK) throw unsafe('link')
  if (ARCHIVE.test(entry.fileName)) throw unsafe('nested')
  if (entry.uncompressedSize > RATIO_FROM && entry.uncompressedSize > RATIO * entry.compressedSize)
    throw unsafe('expands-too-much')
}

async function dataStart(zip: ZipFile, entry: Entry): Promise<number> {
  const header = await zip.readLocalFileHeaderPromise(entry).catch(() => undefined)
  if (!header || !header.fileName.equals(entry.fileNameRaw)) throw damaged(entry.fileName)
  return header.fileDataStart
}

function unsafe(reason: UnsafeReason) {
  return unreadable({ code: 'file-unsafe', reason })
}

function containerOf(bytes: Buffer, parts: ReadonlyMap<string, Part>): Container {
  function chunks(name: string): AsyncGenerator<Buffer, void> {
    const part = parts.get(name)
    if (!part) throw damaged(name)
    return inUtf8(unpackedChunks(bytes, part), name)
  }
  function size(name: string): number {
    return parts.get(name)?.entry.uncompressedSize ?? 0
  }
  async function whole(name: string): Promise<Buffer> {
    const pieces: Buffer[] = []
    let size = 0
    for await (const chunk of chunks(name)) {
      size += chunk.length
      if (size > SMALL_PART) throw unsafe('expands-too-much')
      pieces.push(chunk)
    }
    return Buffer.concat(pieces)
  }
  return { names: [...parts.keys()], has: (name) => parts.has(name), size, chunks, bytes: whole }
}

/** Neither more nor less than the directory says, with the check sum it says: nothing is lost silently. */
async function* unpackedChunks(bytes: Buffer, { entry, start }: Part): AsyncGenerator<Buffer, void> {
  const packed = bytes.subarray(start, start + entry.compressedSize)
  let size = 0
  let sum = 0
  for await (const chunk of entry.compressionMethod === 8 ? inflated(packed, entry.fileName) : [packed]) {
    size += chunk.length
    if (size > entry.uncompressedSize) throw unsafe('expands-too-much')
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32) throw damaged(entry.fileName)
}

async function* inflated(packed: Buffer, name: string): AsyncGenerator<Buffer, void> {
  const inflate = createInflateRaw({ chunkSize: CHUNK })
  inflate.end(packed)
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch (error) {
    throw error instanceof Error && 'code' in error ? damaged(name) : error
  }
}

/** XML is UTF-8 nearly always; UTF-16 is recoded, a byte order mark dropped, anything else refused. */
async function* inUtf8(chunks: AsyncGenerator<Buffer, void>, name: string): AsyncGenerator<Buffer, void> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let first = true
  for await (const chunk of chunks) {
    const fresh = first ? chunk.subarray(chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0) : chunk
    if (first) {
      decoder = utf16Of(chunk)
      const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(fresh.toString('latin1', 0, 200))?.[1]
      if (!decoder && declared && !/^(?:utf-?8|us-ascii|ascii)$/i.test(declared)) throw damaged(name)
    }
    first = false
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : fresh
  }
}

function utf16Of(chunk: Buffer): InstanceType<typeof TextDecoder> | undefined {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return new TextDecoder('utf-16le')
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return new TextDecoder('utf-16be')
  return undefined
}
