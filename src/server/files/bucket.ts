import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Disk, type DriveFile } from 'flydrive'
import type { Instant } from '../../domain/shared/time.ts'

/** A bucket of an object store that speaks S3, which several servers share. */
export type BucketSettings = {
  readonly url: string
  readonly bucket: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
  /** The bucket's name stands in the path instead of the host, as stores of one's own often want it. */
  readonly pathStyle: boolean
}

/** A store that says nothing for so long is given up. */
const CONNECT_MS = 5_000
const SILENCE_MS = 30_000
/** A stream cannot be sent again by the client, so that we do, with a pause that grows. */
const TRIES = 3
const PAUSE_MS = 300

const nothing = () => undefined
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Loads the client of the store only here: an installation that keeps files in a folder never does. */
export async function openBucket({ url, bucket, region, keyId, secret, pathStyle }: BucketSettings): Promise<Disk> {
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new Disk(
    new S3Driver({
      endpoint: url,
      bucket,
      region,
      credentials: { accessKeyId: keyId, secretAccessKey: secret },
      forcePathStyle: pathStyle,
      visibility: 'private',
      // Not every store knows access lists, and none is needed: the bucket is ours alone.
      supportsACL: false,
      // Nor do all know checksums that follow a stream; each chunk of a file carries a tag of its own.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // It would warn of each try that fails; the last one's error is ours to tell.
      logger: silent,
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS, throwOnRequestTimeout: true },
    }),
  )
}

/** Sends a whole sealed file: a store has it in full or not at all. */
export async function putIntoBucket(disk: Disk, path: string, storageKey: string): Promise<void> {
  const { size } = await stat(path)
  for (let tried = 1; ; tried += 1) {
    const bytes = createReadStream(path)
    try {
      return await disk.putStream(storageKey, bytes, { contentLength: size })
    } catch (error) {
      if (tried === TRIES) throw error
      await sleep(PAUSE_MS * tried)
    } finally {
      bytes.destroy()
    }
  }
}

/** Keys of files that were last written before, as many at a time as the store lists at once. */
export async function* oldInBucket(disk: Disk, before: Instant): AsyncGenerator<readonly string[]> {
  let paginationToken: string | undefined
  do {
    const page = await disk.listAll('/', { recursive: true, ...(paginationToken !== undefined && { paginationToken }) })
    const files = [...page.objects].filter((found): found is DriveFile => found.isFile)
    const dated = await Promise.all(
      files.map(async (file) => ({ key: file.key, at: (await file.getMetaData()).lastModified.getTime() })),
    )
    yield dated.filter(({ at }) => at < before).map(({ key }) => key)
    paginationToken = page.paginationToken
  } while (paginationToken !== undefined)
}
