import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { directoryEntry, endOf, partHeader, sharedFacts, signature, type PartFacts } from './zip-writer.ts'

/** A part as it comes: its bytes are asked for when it is its turn. */
export type StreamedPart = { readonly name: string; readonly bytes: AsyncIterable<Buffer> | Iterable<Buffer> }

/** Checksum and sizes follow the bytes, since nobody knows them before. */
const FACTS_FOLLOW = 0x0008
/** Half the time of the usual level for a tenth more bytes. */
const LEVEL = 3
const CHUNK = 65_536
/** Beyond this the sizes would need a form of the format that some readers do not know. */
const MOST_BYTES = 0xffff_ffff

/** Writes a zip archive part after part in constant memory, for parts whose size nobody knows beforehand. */
export async function* streamZip(parts: readonly StreamedPart[]): AsyncGenerator<Buffer, void> {
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of parts) {
    const header = partHeader(sharedFacts(name, { flags: FACTS_FOLLOW, crc: 0, packed: 0, size: 0 }), name)
    yield header
    const tally = { crc: 0, size: 0 }
    let packed = 0
    for await (const chunk of deflated(measured(bytes, tally))) {
      packed += chunk.length
      yield chunk
    }
    const facts: PartFacts = { flags: FACTS_FOLLOW, packed, ...tally }
    const descriptor = descriptorOf(facts)
    yield descriptor
    directory.push(directoryEntry(sharedFacts(name, facts), offset, name))
    offset += header.length + packed + descriptor.length
    if (offset > MOST_BYTES) throw new RangeError('the archive is too large')
  }
  const central = Buffer.concat(directory)
  yield Buffer.concat([central, endOf(parts.length, central.length, offset)])
}

async function* measured(bytes: StreamedPart['bytes'], tally: { crc: number; size: number }): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    tally.crc = crc32(piece, tally.crc)
    tally.size += piece.length
    if (tally.size > MOST_BYTES) throw new RangeError('a part of the archive is too large')
    yield piece
  }
}

async function* deflated(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(bytes, { objectMode: true, highWaterMark: 2 })
  const deflate = createDeflateRaw({ level: LEVEL, chunkSize: CHUNK })
  // What breaks the source must reach whoever reads, who waits on the packed side.
  source.on('error', (error) => deflate.destroy(error))
  try {
    yield* source.pipe(deflate) as AsyncIterable<Buffer>
  } finally {
    source.destroy()
    deflate.destroy()
  }
}

function descriptorOf({ crc, packed, size }: PartFacts): Buffer {
  const facts = Buffer.alloc(12)
  facts.writeUInt32LE(crc, 0)
  facts.writeUInt32LE(packed, 4)
  facts.writeUInt32LE(size, 8)
  return Buffer.concat([signature(0x08074b50), facts])
}
