import { randomBytes } from 'node:crypto'
import { SealBroken, type CryptoProvider, type FileKeys } from './crypto-provider.ts'
import type { Suite } from './suites.ts'

/**
 * Files of any length in authenticated chunks (the STREAM construction): a header with suite, key version and salt,
 * then stored chunks of 64 kB that end with their tag. Keys belong to the one file, so the IV can be a counter and a
 * mark for the last chunk: chunks cannot be left out, swapped, repeated or cut off without notice.
 */
const STORED_CHUNK = 65_536
const MAGIC = Buffer.from('HZF1')
const SALT_BYTES = 32
const HEADER_BYTES = MAGIC.length + 3 + SALT_BYTES

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Encrypts a stream under a name that must be given again to read it. */
export async function* encryptFile(
  provider: CryptoProvider,
  purpose: string,
  name: string,
  plain: Bytes,
): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(SALT_BYTES)
  const { tag, suite, keys } = provider.fileKeys(purpose, salt)
  const header = Buffer.concat([MAGIC, Buffer.from([tag.suite, tag.version >> 8, tag.version & 255]), salt])
  const aad = Buffer.concat([header, Buffer.from(name)])
  yield header
  let number = 0
  for await (const { block, last } of blocksOf(plain, STORED_CHUNK - suite.tagLength)) {
    yield* suite.encrypt(keys, chunkIv(suite, number, last), aad, block)
    number += 1
  }
}

/** Decrypts what `encryptFile` made; throws `SealBroken` before it hands out a byte of a chunk that was touched. */
export async function* decryptFile(
  provider: CryptoProvider,
  purpose: string,
  name: string,
  sealed: Bytes,
): AsyncGenerator<Uint8Array> {
  let file: OpenFile | undefined
  let number = 0
  for await (const { block, last } of blocksOf(sealed, STORED_CHUNK, HEADER_BYTES)) {
    if (file) {
      yield openChunk(file, number, block, last)
      number += 1
    } else {
      file = openHeader(provider, purpose, name, block)
      if (last) throw new SealBroken(`the file ${name} ends after its header`)
    }
  }
}

type OpenFile = FileKeys & { readonly name: string; readonly aad: Buffer }

function openHeader(provider: CryptoProvider, purpose: string, name: string, header: Buffer): OpenFile {
  if (header.length < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC))
    throw new SealBroken(`the file ${name} has no header`)
  const tag = { suite: header[MAGIC.length] ?? 0, version: header.readUInt16BE(MAGIC.length + 1) }
  const keys = provider.fileKeys(purpose, header.subarray(MAGIC.length + 3), tag)
  return { ...keys, name, aad: Buffer.concat([header, Buffer.from(name)]) }
}

function openChunk(file: OpenFile, number: number, chunk: Buffer, last: boolean): Buffer {
  const { suite, keys, aad, name } = file
  const end = chunk.length - suite.tagLength
  const iv = chunkIv(suite, number, last)
  const plain = end < 0 ? undefined : suite.decrypt(keys, iv, aad, chunk.subarray(0, end), chunk.subarray(end))
  if (!plain) throw new SealBroken(`chunk ${number} of the file ${name} was changed, moved or cut off`)
  return plain
}

/** Twelve bytes: mark of the last chunk and its number; SM4-CTR counts its blocks in the four bytes behind them. */
function chunkIv(suite: Suite, number: number, last: boolean): Buffer {
  const iv = Buffer.alloc(suite.ivLength)
  iv.writeUInt8(last ? 1 : 0, 0)
  iv.writeUInt32BE(number, 8)
  return iv
}

/** Cuts a stream into blocks of exactly `size`, the first of `first`; the last is marked and may be shorter or empty. */
async function* blocksOf(source: Bytes, size: number, first = size): AsyncGenerator<{ block: Buffer; last: boolean }> {
  let held: Uint8Array[] = []
  let length = 0
  let wanted = first
  for await (const piece of source) {
    held.push(piece)
    length += piece.length
    if (length <= wanted) continue
    let left = Buffer.concat(held, length)
    for (; left.length > wanted; wanted = size) {
      yield { block: left.subarray(0, wanted), last: false }
      left = left.subarray(wanted)
    }
    held = [left]
    length = left.length
  }
  yield { block: Buffer.concat(held, length), last: true }
}
