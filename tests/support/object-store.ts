import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import type { BucketSettings } from '../../src/server/files/bucket.ts'

type StoredObject = { readonly bytes: Buffer; lastModified: Date }

/** A store that speaks as much S3 as the vault needs, on loopback, with its objects at hand. */
export type ObjectStore = {
  readonly settings: BucketSettings
  readonly objects: Map<string, StoredObject>
  /** Requests so far, e.g. `PUT huzhu/ab/abcd`. */
  readonly requests: string[]
  /** What the next requests meet: a fault, or waiting without an answer, before or after an object is kept. */
  readonly meet: (...next: Trouble[]) => void
  readonly stop: () => Promise<void>
}

export type Trouble = 'answers 503' | 'hangs before keeping' | 'hangs after keeping'

const BUCKET = 'huzhu'
/** Fewer than a real store lists at once, so that a handful of files are several pages. */
const LISTED = 3

export async function startObjectStore(): Promise<ObjectStore> {
  const objects = new Map<string, StoredObject>()
  const requests: string[] = []
  let troubles: Trouble[] = []
  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://store')
    const [, bucket, ...path] = pathname.split('/')
    const key = path.join('/')
    requests.push(`${request.method} ${bucket}/${key}`)
    const trouble = request.method === 'PUT' ? troubles.shift() : undefined
    if (!request.headers.authorization?.includes('Credential=key-id/')) return fault(response, 403, 'AccessDenied')
    if (bucket !== BUCKET) return fault(response, 404, 'NoSuchBucket')
    if (trouble === 'answers 503') return fault(response, 503, 'SlowDown')
    if (trouble === 'hangs before keeping') return
    if (request.method === 'PUT') {
      // As real stores do: a body without its length is refused.
      if (request.headers['content-length'] === undefined) return fault(response, 411, 'MissingContentLength')
      objects.set(key, { bytes: await buffer(request), lastModified: new Date() })
      if (trouble !== 'hangs after keeping') response.writeHead(200, { etag: '"e"' }).end()
    } else if (request.method === 'DELETE') {
      objects.delete(key)
      response.writeHead(204).end()
    } else if (key === '') {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(list(searchParams.get('continuation-token')))
    } else {
      const object = objects.get(key)
      if (object === undefined) return fault(response, 404, 'NoSuchKey')
      response.writeHead(200, {
        'content-length': object.bytes.length,
        'last-modified': object.lastModified.toUTCString(),
      })
      response.end(request.method === 'HEAD' ? undefined : object.bytes)
    }
  }
  function list(after: string | null): string {
    const keys = [...objects.keys()].sort().filter((key) => after === null || key > after)
    const page = keys.slice(0, LISTED)
    const contents = page.map((key) => {
      const { bytes, lastModified } = objects.get(key) ?? { bytes: Buffer.alloc(0), lastModified: new Date(0) }
      return `<Contents><Key>${key}</Key><LastModified>${lastModified.toISOString()}</LastModified><ETag>"e"</ETag><Size>${bytes.length}</Size></Contents>`
    })
    const more = keys.length > page.length
    const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    return `<?xml version="1.0"?><ListBucketResult><Name>${BUCKET}</Name><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    settings: {
      url: `http://127.0.0.1:${port}`,
      bucket: BUCKET,
      region: 'us-east-1',
      keyId: 'key-id',
      secret: 'secret',
      pathStyle: true,
    },
    objects,
    requests,
    meet: (...next) => void (troubles = next),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function fault(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}
