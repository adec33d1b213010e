import { Buffer } from 'node:buffer'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile as readRaw, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../domain/shared/time.ts'
import { createCryptoProvider, SealBroken } from '../crypto/crypto-provider.ts'
import { newKeyRing } from '../crypto/key-ring.ts'
import { openFileVault, putFile, readFile, removeFile, sweepVault, type FileVault } from './file-vault.ts'

let folder: string
let vault: FileVault
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huzhu-files-'))
  vault = openFileVault(folder, createCryptoProvider({ suite: 'aes-256-gcm', ring: newKeyRing() }))
})
afterEach(() => rm(folder, { recursive: true }))

const limit = 1_048_576

async function stored(content: Uint8Array): Promise<string> {
  const put = await putFile(vault, [content], { limit })
  if (!put.ok) throw new Error(put.refusal.code)
  return put.value.storageKey
}

async function contentOf(key: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of readFile(vault, key)) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function everyFile(): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((f) => f.isFile()).map((f) => f.name)
}

describe('a stored file', () => {
  it('comes back as it was, with size and hashes of the plain bytes', async () => {
    const content = randomBytes(300_000)
    const put = await putFile(vault, [content.subarray(0, 7), content.subarray(7)], { limit })
    if (!put.ok) throw new Error(put.refusal.code)
    expect(put.value).toMatchObject({
      size: 300_000,
      sha256: createHash('sha256').update(content).digest('hex'),
      sm3: createHash('sm3').update(content).digest('hex'),
    })
    expect((await contentOf(put.value.storageKey)).equals(content)).toBe(true)
  })
  it('lies on the disk encrypted, under a name that says nothing', async () => {
    const key = await stored(Buffer.from('职工姓名 '.repeat(1_000)))
    expect(key).toMatch(/^[0-9a-f]{2}\/[0-9a-f]{32}$/)
    expect((await readRaw(join(folder, key))).includes('职工')).toBe(false)
  })
  it('is not readable when someone changed it or put it under another name', async () => {
    const [one, two] = [await stored(Buffer.from('one')), await stored(Buffer.from('two'))]
    await writeFile(join(folder, two), await readRaw(join(folder, one)))
    await expect(contentOf(two)).rejects.toThrow(SealBroken)
  })
  it('is gone after removal, which may be asked for twice', async () => {
    const key = await stored(Buffer.from('x'))
    await removeFile(vault, key)
    await removeFile(vault, key)
    await expect(contentOf(key)).rejects.toThrow('ENOENT')
  })
})

describe('an upload', () => {
  it('over the limit is refused with the limit and leaves nothing', async () => {
    const put = await putFile(vault, [new Uint8Array(limit), new Uint8Array(1)], { limit })
    expect(put).toEqual({ ok: false, refusal: { code: 'upload-too-large', megabytes: 1 } })
    expect(await everyFile()).toEqual([])
    expect((await putFile(vault, [new Uint8Array(limit)], { limit })).ok).toBe(true)
  })
  it('that breaks off leaves nothing', async () => {
    async function* broken() {
      yield new Uint8Array(200_000)
      throw new Error('connection lost')
    }
    await expect(putFile(vault, broken(), { limit })).rejects.toThrow('connection lost')
    expect(await everyFile()).toEqual([])
  })
})

describe('sweeping', () => {
  it('removes old files without a row and old unfinished uploads, and keeps the rest', async () => {
    const [known, orphan, fresh] = [
      await stored(Buffer.from('a')),
      await stored(Buffer.from('b')),
      await stored(Buffer.from('c')),
    ]
    await writeFile(join(folder, '.incoming', 'unfinished'), 'x')
    const old = new Date('2026-11-22T00:00:00Z')
    for (const key of [known, orphan, '.incoming/unfinished']) await utimes(join(folder, key), old, old)
    const asked: string[] = []
    const removed = await sweepVault(vault, instantOf(old.getTime() + 1), async (keys) => {
      asked.push(...keys)
      return new Set([known])
    })
    expect(removed).toBe(2)
    expect(asked.sort()).toEqual([known, orphan].sort())
    expect((await everyFile()).sort()).toEqual([known, fresh].map((key) => key.slice(3)).sort())
  })
})
