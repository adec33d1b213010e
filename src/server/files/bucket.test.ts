import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startObjectStore, type ObjectStore } from '../../../tests/support/object-store.ts'
import { instantOf } from '../../domain/shared/time.ts'
import { createCryptoProvider, SealBroken } from '../crypto/crypto-provider.ts'
import { newKeyRing } from '../crypto/key-ring.ts'
import { putFile, readFile, removeFile, sweepVault, type FileVault } from './file-vault.ts'
import { openVault } from './open-vault.ts'

let folder: string
let store: ObjectStore
let vault: FileVault
const provider = createCryptoProvider({ suite: 'aes-256-gcm', ring: newKeyRing() })
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huzhu-bucket-'))
  store = await startObjectStore()
  vault = await openVault({ folder, bucket: store.settings }, provider)
})
afterEach(async () => {
  await store.stop()
  await rm(folder, { recursive: true })
})

async function stored(content: Uint8Array): Promise<string> {
  const put = await putFile(vault, [content], { limit: 10_000_000 })
  if (!put.ok) throw new Error(put.refusal.code)
  return put.value.storageKey
}

async function waiting(): Promise<string[]> {
  return readdir(join(folder, '.incoming'))
}

function age(key: string, at: Date): void {
  const object = store.objects.get(key)
  if (object) object.lastModified = at
}

describe('a file in a bucket', () => {
  it('comes back as it was; the store holds it sealed, and the folder nothing any more', async () => {
    const content = Buffer.concat([Buffer.from('职工姓名 '.repeat(1_000)), randomBytes(3_000_000)])
    const key = await stored(content)
    expect((await buffer(readFile(vault, key))).equals(content)).toBe(true)
    expect([...store.objects.keys()]).toEqual([key])
    expect(store.objects.get(key)?.bytes.includes('职工')).toBe(false)
    expect(await waiting()).toEqual([])
  })
  it('is not readable when someone changed it or put it under another name', async () => {
    const [one, two] = [await stored(Buffer.from('one')), await stored(Buffer.from('two'))]
    store.objects.set(two, store.objects.get(one) ?? { bytes: Buffer.alloc(0), lastModified: new Date() })
    await expect(buffer(readFile(vault, two))).rejects.toThrow(SealBroken)
  })
  it('is gone after removal, which may be asked for twice', async () => {
    const key = await stored(Buffer.from('x'))
    await removeFile(vault, key)
    await removeFile(vault, key)
    expect(await vault.disk.exists(key)).toBe(false)
    await expect(buffer(readFile(vault, key))).rejects.toThrow()
  })
})

describe('an upload into a bucket', () => {
  it('over the limit never reaches the store', async () => {
    const put = await putFile(vault, [new Uint8Array(2_000_000)], { limit: 1_048_576 })
    expect(put).toEqual({ ok: false, refusal: { code: 'upload-too-large', megabytes: 1 } })
    expect(store.requests.filter((request) => request.startsWith('PUT'))).toEqual([])
    expect(await waiting()).toEqual([])
  })
  it('is tried again where the store is busy', async () => {
    store.meet('answers 503', 'answers 503')
    const key = await stored(Buffer.from('again'))
    expect((await buffer(readFile(vault, key))).toString()).toBe('again')
  })
  it('fails where the store stays busy, and leaves nothing', async () => {
    store.meet(...Array.from({ length: 20 }, () => 'answers 503' as const))
    await expect(stored(Buffer.from('x'))).rejects.toThrow()
    expect([[...store.objects.keys()], await waiting()]).toEqual([[], []])
  })
})

describe('sweeping a bucket', () => {
  it('removes old files without a row from every page of the list, and old unfinished uploads', async () => {
    const keys: string[] = []
    for (let index = 0; index < 8; index++) keys.push(await stored(Buffer.from(String(index))))
    const [known = '', fresh = '', ...orphans] = keys
    const old = new Date('2026-11-22T00:00:00Z')
    for (const key of [known, ...orphans]) age(key, old)
    await writeFile(join(folder, '.incoming', 'unfinished'), 'x')
    await utimes(join(folder, '.incoming', 'unfinished'), old, old)
    const asked: string[] = []
    const removed = await sweepVault(vault, instantOf(old.getTime() + 1), async (some) => {
      asked.push(...some)
      return new Set([known])
    })
    expect(removed).toBe(orphans.length + 1)
    expect(asked.sort()).toEqual([known, ...orphans].sort())
    expect([...store.objects.keys()].sort()).toEqual([known, fresh].sort())
    expect(await waiting()).toEqual([])
  })
})

describe('a bucket that cannot be used', () => {
  it.each([
    [
      'with a wrong key',
      { keyId: 'other' },
      /^The bucket huzhu at 127\.0\.0\.1:\d+ cannot be used, it answers 403: check/,
    ],
    [
      'at an address where nobody is',
      { url: 'http://127.0.0.1:1' },
      /cannot be used, it cannot be reached: check S3_URL/,
    ],
  ])('is told at the start: %s', async (_, wrong, sentence) => {
    const opened = openVault({ folder, bucket: { ...store.settings, ...wrong } }, provider)
    await expect(opened).rejects.toThrow(sentence)
  })
})
