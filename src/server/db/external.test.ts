import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { prepareExternal } from './external.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A message of the protocol: its letter, its length, what it says. */
function message(letter: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(letter), length, body])
}
const number = (value: number, bytes: 2 | 4): Buffer => {
  const made = Buffer.alloc(bytes)
  made.writeIntBE(value, 0, bytes)
  return made
}
const ready = message('Z', Buffer.from('I'))

/** Where a PostgreSQL says that it is this version, to whoever asks for anything. */
async function postgresOf(version: string): Promise<string> {
  const answer = Buffer.concat([
    message(
      'T',
      number(1, 2),
      Buffer.from('version\0'),
      number(0, 4),
      number(0, 2),
      number(25, 4),
      number(-1, 2),
      number(-1, 4),
      number(0, 2),
    ),
    message('D', number(1, 2), number(Buffer.byteLength(version), 4), Buffer.from(version)),
    message('C', Buffer.from('SELECT 1\0')),
    ready,
  ])
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', number(0, 4)), ready]))
      socket.on('data', (asked) => asked.toString('latin1', 0, 1) === 'Q' && socket.write(answer))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `postgres://owner:x@127.0.0.1:${(server.address() as AddressInfo).port}/huzhu`
}

async function prepare(version: string): Promise<unknown> {
  const url = await postgresOf(version)
  return prepareExternal({ ownerUrl: url, appUrl: url, jobsUrl: url }, tmpdir())
}

test.each(['9.6.24', '13.23', '14.19 (Debian 14.19-1)', '14beta1'])(
  'a PostgreSQL %s is told to be too old',
  async (version) => {
    await expect(prepare(version)).rejects.toThrow(
      `DATABASE_URL leads to PostgreSQL ${version}: version 15 or newer is needed.`,
    )
  },
)
test.each(['15.0', '15.14 (Ubuntu 15.14-1)', '16.10', '18beta1', '18.1', '100.2'])(
  'a PostgreSQL %s is taken',
  async (version) => {
    await expect(prepare(version)).resolves.toMatchObject({ owner: expect.stringContaining('huzhu') })
  },
)
