import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeyFile, readKeyFile, rotateKeyFile } from './key-file.ts'
import { writeKeyRing } from './key-ring.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huzhu-keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the key file', () => {
  it('is made once, for its owner alone, and read again', async () => {
    const path = join(folder, 'var', 'keys.json')
    const made = await createKeyFile(path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await createKeyFile(path)).toEqual(made)
    expect(await readKeyFile(path)).toEqual(made)
    expect(await readdir(join(folder, 'var'))).toEqual(['keys.json'])
  })
  it('is the same for processes that start at the same moment', async () => {
    const path = join(folder, 'keys.json')
    const made = await Promise.all(Array.from({ length: 8 }, () => createKeyFile(path)))
    expect(new Set(made.map((file) => (file.ok ? writeKeyRing(file.ring) : file.fault.code))).size).toBe(1)
  })
  it('is refused when missing, damaged or open to other users', async () => {
    const path = join(folder, 'keys.json')
    expect(await readKeyFile(path)).toEqual({ ok: false, fault: { code: 'key-file-missing' } })
    await writeFile(path, '{', { mode: 0o600 })
    expect(await readKeyFile(path)).toEqual({ ok: false, fault: { code: 'key-file-damaged' } })
    await chmod(path, 0o644)
    expect(await readKeyFile(path)).toEqual({ ok: false, fault: { code: 'key-file-open-to-others' } })
  })
  it('keeps its old secrets when it gets a new one', async () => {
    const path = join(folder, 'keys.json')
    const before = await createKeyFile(path)
    const after = await rotateKeyFile(path)
    if (!before.ok || !after.ok) throw new Error('unreadable')
    expect(after.ring.current).toBe(2)
    expect(after.ring.index).toBe(1)
    expect(after.ring.secrets[0]).toEqual(before.ring.secrets[0])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })
})
