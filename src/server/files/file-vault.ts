import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { judgeSize, type UploadTooLarge } from '../../domain/files/upload-rules.ts'
import { accept, refuse, type Decision } from '../../domain/shared/decision.ts'
import type { Instant } from '../../domain/shared/time.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { decryptFile, encryptFile, type Bytes } from '../crypto/file-cipher.ts'
import { oldInBucket, putIntoBucket, type BucketSettings } from './bucket.ts'

/** Encrypted files under random names of our own: in a folder, or in a bucket, before which they pass the folder. */
export type FileVault = {
  readonly folder: string
  readonly bucket: BucketSettings | undefined
  readonly disk: Disk
  readonly provider: CryptoProvider
}

/** Hashes (hex) and size are those of the plain bytes. */
export type StoredFile = {
  readonly storageKey: string
  readonly size: number
  readonly sha256: string
  readonly sm3: string
}

const PURPOSE = 'files.content'
const INCOMING = '.incoming'

export function openFileVault(folder: string, provider: CryptoProvider): FileVault {
  return {
    folder,
    bucket: undefined,
    provider,
    disk: new Disk(new FSDriver({ location: folder, visibility: 'private' })),
  }
}

/**
 * Encrypts a stream into the vault. The file gets its name only when every byte is on the disk, so a crash leaves at
 * most a nameless rest that `sweepVault` removes; the caller writes the row after it.
 */
export async function putFile(
  vault: FileVault,
  source: Bytes,
  { limit }: { limit: number },
): Promise<Decision<StoredFile, UploadTooLarge>> {
  // A bucket wants the length beforehand, so that a file is sealed into the folder first either way.
  const name = randomBytes(16).toString('hex')
  const storageKey = `${name.slice(0, 2)}/${name}`
  const incoming = join(vault.folder, INCOMING, name)
  await mkdir(dirname(incoming), { recursive: true, mode: 0o700 })
  const measured = measure(source, limit)
  try {
    const sealed = Readable.from(encryptFile(vault.provider, PURPOSE, storageKey, measured.bytes), {
      objectMode: false,
    })
    await pipeline(sealed, createWriteStream(incoming, { flags: 'wx', mode: 0o600, flush: true }))
    if (vault.bucket === undefined) await moveInto(vault.folder, incoming, storageKey)
    else await putIntoBucket(vault.disk, incoming, storageKey)
  } catch (error) {
    await rm(incoming, { force: true })
    if (error instanceof OverLimit) return refuse(error.refusal)
    throw error
  }
  if (vault.bucket !== undefined) await rm(incoming, { force: true })
  return accept({ storageKey, ...measured.result() })
}

/** The plain bytes of a stored file; throws `SealBroken` at the first chunk that someone has touched. */
export async function* readFile(vault: FileVault, storageKey: string): AsyncGenerator<Uint8Array> {
  const sealed: AsyncIterable<Uint8Array> = await vault.disk.getStream(storageKey)
  yield* decryptFile(vault.provider, PURPOSE, storageKey, sealed)
}

/** Removes a file; one that is already gone is fine. */
export async function removeFile(vault: FileVault, storageKey: string): Promise<void> {
  await vault.disk.delete(storageKey)
}

/**
 * Removes files older than `before` that no row names (their transaction rolled back) and unfinished uploads as old.
 * `known` answers which of these keys have a row. Gives the number removed.
 */
export async function sweepVault(
  vault: FileVault,
  before: Instant,
  known: (storageKeys: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  const unfinished = await oldIn(vault.folder, INCOMING, before)
  await Promise.all(unfinished.map((key) => rm(join(vault.folder, key), { force: true })))
  let removed = unfinished.length
  const stored = vault.bucket === undefined ? oldInFolder(vault.folder, before) : oldInBucket(vault.disk, before)
  for await (const old of stored) {
    const kept = old.length > 0 ? await known(old) : new Set<string>()
    const orphans = old.filter((key) => !kept.has(key))
    await Promise.all(orphans.map((key) => removeFile(vault, key)))
    removed += orphans.length
  }
  return removed
}

class OverLimit extends Error {
  readonly refusal: UploadTooLarge
  constructor(refusal: UploadTooLarge) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Passes bytes through while it counts and hashes them. */
function measure(source: Bytes, limit: number) {
  const sha256 = createHash('sha256')
  const sm3 = createHash('sm3')
  let size = 0
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      size += piece.length
      const judged = judgeSize(size, limit)
      if (!judged.ok) throw new OverLimit(judged.refusal)
      sha256.update(piece)
      sm3.update(piece)
      yield piece
    }
  }
  return { bytes: bytes(), result: () => ({ size, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') }) }
}

/** flydrive moves by copying and never syncs; a rename on the same disk is all or nothing. */
async function moveInto(folder: string, incoming: string, storageKey: string): Promise<void> {
  const target = join(folder, storageKey)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await rename(incoming, target)
  if (process.platform === 'win32') return
  const handle = await open(dirname(target), 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}

async function* oldInFolder(folder: string, before: Instant): AsyncGenerator<readonly string[]> {
  for (const name of await namesIn(folder)) if (name !== INCOMING) yield oldIn(folder, name, before)
}

async function oldIn(folder: string, name: string, before: Instant): Promise<string[]> {
  const keys = (await namesIn(join(folder, name))).map((file) => `${name}/${file}`)
  const ages = await Promise.all(
    keys.map(async (key) => (await stat(join(folder, key)).catch(() => undefined))?.mtimeMs ?? Infinity),
  )
  return keys.filter((_, at) => (ages[at] ?? Infinity) < before)
}
