import { crc32, deflateRawSync } from 'node:zlib'

export type WrittenPart = { readonly name: string; readonly data: Buffer }

/** Dates of archives begin in 1980: the same content always gives the same bytes. */
const FIRST_OF_1980 = 0x0021
const UTF8_NAMES = 0x0800
const DEFLATED = 8

/** Writes a zip archive of small parts in memory. */
export function writeZip(parts: readonly WrittenPart[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of parts) {
    const packed = deflateRawSync(data)
    const facts = sharedFacts(name, { flags: 0, crc: crc32(data), packed: packed.length, size: data.length })
    const body = Buffer.concat([partHeader(facts, name), packed])
    directory.push(directoryEntry(facts, offset, name))
    bodies.push(body)
    offset += body.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...bodies, central, endOf(parts.length, central.length, offset)])
}

/** Flags, checksum and sizes of a part as its header and its directory entry say. */
export type PartFacts = { readonly flags: number; readonly crc: number; readonly packed: number; readonly size: number }

/** What the part's own header and its directory entry say alike, from "version needed" to the length of the name. */
export function sharedFacts(name: string, { flags, crc, packed, size }: PartFacts): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(UTF8_NAMES | flags, 2)
  facts.writeUInt16LE(DEFLATED, 4)
  facts.writeUInt16LE(FIRST_OF_1980, 8)
  facts.writeUInt32LE(crc, 10)
  facts.writeUInt32LE(packed, 14)
  facts.writeUInt32LE(size, 18)
  facts.writeUInt16LE(Buffer.byteLength(name), 22)
  return facts
}

/** The header before the bytes of a part. */
export function partHeader(facts: Buffer, name: string): Buffer {
  return Buffer.concat([signature(0x04034b50), facts, Buffer.from(name)])
}

/** The part's line in the directory at the end. */
export function directoryEntry(facts: Buffer, offset: number, name: string): Buffer {
  const madeBy = Buffer.from([20, 0])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([signature(0x02014b50), madeBy, facts, rest, Buffer.from(name)])
}

/** The end of an archive: how many parts, and where the directory lies. */
export function endOf(parts: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts, 4)
  end.writeUInt16LE(parts, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([signature(0x06054b50), end])
}

export function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
