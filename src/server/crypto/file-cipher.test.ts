import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createCryptoProvider, SealBroken, type CryptoProvider } from './crypto-provider.ts'
import { decryptFile, encryptFile, type Bytes } from './file-cipher.ts'
import { newKeyRing, withNewSecret } from './key-ring.ts'
import type { SuiteName } from './suites.ts'

const HEADER = 39
const CHUNK = 65_536

async function collect(bytes: Bytes): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const content = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 255))
const seal = (provider: CryptoProvider, plain: Uint8Array) => collect(encryptFile(provider, 'files', 'f1', [plain]))
const open = (provider: CryptoProvider, sealed: Uint8Array, name = 'f1') =>
  collect(decryptFile(provider, 'files', name, [sealed]))

describe.each(['aes-256-gcm', 'sm4-hmac-sm3'] as SuiteName[])('a file encrypted with %s', (suite) => {
  const ring = newKeyRing()
  const provider = createCryptoProvider({ suite, ring })
  const tag = suite === 'aes-256-gcm' ? 16 : 32
  const full = CHUNK - tag

  it('comes back unchanged at every length around the chunk size', async () => {
    for (const length of [0, 1, full - 1, full, full + 1, 2 * full, 2 * full + 7]) {
      const plain = content(length)
      expect((await open(provider, await seal(provider, plain))).equals(plain), `${length}`).toBe(true)
    }
  })
  it('does not depend on how the streams are cut', async () => {
    const plain = content(200_000)
    const sealed = await collect(encryptFile(provider, 'files', 'f1', pieces(plain, 999)))
    for (const size of [1_000, 65_535, 65_536, 70_000])
      expect((await collect(decryptFile(provider, 'files', 'f1', pieces(sealed, size)))).equals(plain)).toBe(true)
  })
  it('breaks when cut anywhere, also between two chunks', async () => {
    const sealed = await seal(provider, content(3 * full))
    for (const end of [
      0,
      10,
      HEADER,
      HEADER + 5,
      HEADER + CHUNK - 1,
      HEADER + CHUNK,
      HEADER + 2 * CHUNK,
      sealed.length - 1,
    ])
      await expect(open(provider, sealed.subarray(0, end)), `${end}`).rejects.toThrow(SealBroken)
  })
  it('breaks when chunks are swapped, repeated, left out or appended', async () => {
    const sealed = await seal(provider, content(3 * full))
    const head = sealed.subarray(0, HEADER)
    const [a, b, c] = [...pieces(sealed.subarray(HEADER), CHUNK)]
    if (!a || !b || !c) throw new Error('three chunks expected')
    for (const chunks of [
      [b, a, c],
      [a, a, b, c],
      [a, c],
      [b, c],
      [a, b, c, c],
      [a, b, c, Buffer.from('x')],
    ])
      await expect(open(provider, Buffer.concat([head, ...chunks]))).rejects.toThrow(SealBroken)
    expect((await open(provider, Buffer.concat([head, a, b, c]))).length).toBe(3 * full)
  })
  it('breaks when a byte of header, chunk or tag was changed, or under another name or purpose', async () => {
    const sealed = await seal(provider, content(1_000))
    for (const at of [0, 4, 6, 7, 38, HEADER, HEADER + 999, sealed.length - 1]) {
      const touched = Buffer.from(sealed)
      touched[at] = (touched[at] ?? 0) ^ 1
      await expect(open(provider, touched), `byte ${at}`).rejects.toThrow(SealBroken)
    }
    await expect(open(provider, sealed, 'f2')).rejects.toThrow(SealBroken)
    await expect(collect(decryptFile(provider, 'other', 'f1', [sealed]))).rejects.toThrow(SealBroken)
  })
  it('opens after a key rotation', async () => {
    const turned = createCryptoProvider({ suite, ring: withNewSecret(ring) })
    expect((await open(turned, await seal(provider, content(10)))).equals(content(10))).toBe(true)
  })
  it('closes its source when the reader stops early', async () => {
    let closed = false
    const sealed = await seal(provider, content(5 * full))
    async function* source() {
      try {
        yield* pieces(sealed, CHUNK)
      } finally {
        closed = true
      }
    }
    for await (const piece of decryptFile(provider, 'files', 'f1', source())) if (piece.length > 0) break
    expect(closed).toBe(true)
  })
})
