import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { Endpoint, FileRoute } from '../../src/contract/endpoint.ts'
import { EXAMPLES, requestOf, type Input } from './endpoint-examples.ts'
import { picture } from './registration.ts'
import type { TestServer } from './test-server.ts'
import { paper, type Town } from './two-towns.ts'

export type Route = Endpoint | FileRoute
export type SentFile = { readonly name: string; readonly bytes: Uint8Array }

/** A file that each upload takes, and another one of the same name and length. */
export async function uploadedFiles(): Promise<Readonly<Record<string, readonly [SentFile, SentFile]>>> {
  const bytes = await picture()
  const image = pairOf('新.png', bytes)
  return {
    'enrolment.upload-roster': pairOf('新.csv', Buffer.from('姓名,身份证号,手机号\n')),
    'invoicing.upload-invoice-file': pairOf('新.pdf', paper('新')),
    'organisations.upload-seal': image,
    'enrolment.upload-attachment': image,
    'units.upload-registration-document': image,
    'claim-materials.upload': image,
    'payouts.upload-card-image': image,
    'payouts.upload-payee-proof': image,
    'payouts.import-return': pairOf('新.csv', Buffer.from('合计,ZF1,0,0.00\r\n')),
    'dictionaries.import': pairOf('新.csv', Buffer.from('联行号,名称\n379900000001,示例银行新行a')),
  }
}

/** What comes last is what readers look at least: the file stays one of its kind. */
function pairOf(name: string, bytes: Uint8Array): readonly [SentFile, SentFile] {
  const other = Uint8Array.from(bytes)
  const last = other.length - 1
  other[last] = (other[last] ?? 0) ^ 1
  return [
    { name, bytes },
    { name, bytes: other },
  ]
}

const NONE: SentFile = { name: 'none', bytes: Buffer.alloc(0) }
type Sending = { readonly file?: SentFile; readonly key?: string }
let calls = 0

/** A call with these headers; limits per address are not what is asked about. */
export function callWith(
  server: TestServer,
  route: Route,
  input: Input,
  headers: Readonly<Record<string, string>>,
  { file = NONE, key = randomUUID() }: Sending = {},
): Promise<LightMyRequestResponse> {
  const request = requestOf(route, input, file)
  calls += 1
  return server.app.inject({
    ...request,
    headers: { ...headers, ...request.headers, 'idempotency-key': key },
    remoteAddress: `10.${(calls >> 16) % 256}.${(calls >> 8) % 256}.${calls % 256}`,
  })
}

/** A call by whoever of the town the example names. */
export function callInTown(
  server: TestServer,
  town: Town,
  route: Route,
  input: Input,
  sending: Sending = {},
): Promise<LightMyRequestResponse> {
  const { by = 'handler' } = EXAMPLES[route.name] ?? {}
  return callWith(server, route, input, { ...town[by].headers, 'x-huzhu-draft': 'B'.repeat(22) }, sending)
}
