import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fingerprintOf, newKeyRing, readKeyRing, withNewSecret, writeKeyRing, type KeyRing } from './key-ring.ts'

export type KeyFileFault = { readonly code: 'key-file-missing' | 'key-file-damaged' | 'key-file-open-to-others' }
export type KeyFile =
  | { readonly ok: true; readonly ring: KeyRing }
  | { readonly ok: false; readonly fault: KeyFileFault }

/** What the operator does about a key file, after its path. */
export const keyFileSentences: Record<KeyFileFault['code'], string> = {
  'key-file-missing': 'is missing: put back the one this database was made with, or set KEY_FILE to where it is.',
  'key-file-damaged': 'is damaged: put back a copy of it.',
  'key-file-open-to-others': 'can be read by other users of this machine: run "chmod 600" on it.',
}

const fault = (code: KeyFileFault['code']): KeyFile => ({ ok: false, fault: { code } })
const OTHERS = 0o077

/** Reads the key file; it must not be writable or readable by other users of the machine. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  const found = await stat(path).catch(onlyMissing)
  if (!found) return fault('key-file-missing')
  if (process.platform !== 'win32' && (found.mode & OTHERS) !== 0) return fault('key-file-open-to-others')
  const ring = readKeyRing(await readFile(path, 'utf8'))
  return ring ? { ok: true, ring } : fault('key-file-damaged')
}

/**
 * Makes the key file of a new installation. Call it only where no database exists yet: a fresh key beside old data
 * would make that data unreadable. Where another process was faster, its file is read.
 */
export async function createKeyFile(path: string): Promise<KeyFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const made = await writeBeside(path, newKeyRing())
  try {
    await link(made, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(made)
  }
  await syncFolder(dirname(path))
  return readKeyFile(path)
}

/**
 * Adds a secret that seals from the next start on; running processes go on sealing under the ring they have read, and
 * look here for versions that are newer.
 */
export async function rotateKeyFile(path: string): Promise<KeyFile> {
  const found = await readKeyFile(path)
  if (!found.ok) return found
  await rename(await writeBeside(path, withNewSecret(found.ring)), path)
  await syncFolder(dirname(path))
  return readKeyFile(path)
}

/** The ring as the file holds it now; undefined where it cannot be read, or lost a secret that was known. */
export function rereadKeyFile(path: string, known: KeyRing): KeyRing | undefined {
  try {
    const ring = readKeyRing(readFileSync(path, 'utf8'))
    const keeps = known.secrets.every(
      ({ version }) => ring && fingerprintOf(ring, version) === fingerprintOf(known, version),
    )
    return keeps ? ring : undefined
  } catch {
    return undefined
  }
}

async function writeBeside(path: string, ring: KeyRing): Promise<string> {
  const beside = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(beside, 'wx', 0o600)
  try {
    await file.writeFile(writeKeyRing(ring))
    await file.sync()
  } finally {
    await file.close()
  }
  return beside
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function onlyMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
