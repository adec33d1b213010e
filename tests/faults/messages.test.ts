import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { MessageKind } from '../../src/domain/messages/templates.ts'
import type { FileId, MessageId } from '../../src/domain/shared/ids.ts'
import { instantOf } from '../../src/domain/shared/time.ts'
import { createCryptoProvider } from '../../src/server/crypto/crypto-provider.ts'
import { newKeyRing, writeKeyRing } from '../../src/server/crypto/key-ring.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { inTransaction, type Transaction } from '../../src/server/db/transaction.ts'
import type { Mail } from '../../src/server/gateways/mail/mail-gateway.ts'
import type { Outcome } from '../../src/server/gateways/outcome.ts'
import type { Sms } from '../../src/server/gateways/sms/sms-gateway.ts'
import { startJobs, type Jobs } from '../../src/server/jobs/start-jobs.ts'
import { deliverMessage } from '../../src/server/messages/deliver-message.ts'
import { demoGateways } from '../../src/server/messages/demo-messages.ts'
import { queueMessage, type MessageWish } from '../../src/server/messages/queue-message.ts'
import { requeueStuckMessages } from '../../src/server/messages/requeue-stuck-messages.ts'
import { rounds } from '../support/long.ts'
import { freshDatabase, type TestDatabase } from '../support/postgres.ts'

const sender = fileURLToPath(new URL('../support/send-messages.ts', import.meta.url))
const ring = newKeyRing()
const crypto = createCryptoProvider({ suite: 'aes-256-gcm', ring })
const phone = '19900000001'
const approved = (number = 'CB37990001') =>
  ({ kind: 'enrolment-approved', to: phone, variables: { number, amount: '100.00' }, place: 5 }) as const

let database: TestDatabase
let pools: Database
let superuser: pg.Client
let ahead = 0
const clock = () => instantOf(Date.now() + ahead)
const running: Jobs[] = []
const children: ChildProcess[] = []
const servers: Server[] = []

beforeAll(async () => {
  database = await freshDatabase()
  pools = openDatabase({ url: database.urls.app })
  superuser = new pg.Client({ connectionString: database.superuserUrl })
  await superuser.connect()
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const jobs of running.splice(0)) await jobs.stop()
  for (const server of servers.splice(0)) server.closeAllConnections()
  ahead = 0
  await superuser.query('truncate messages, graphile_worker._private_jobs')
})

afterAll(async () => {
  await superuser.end()
  await pools.close()
  await database.drop()
})

function inSystem<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const begin = { kind: 'system', purpose: 'messages' } as const
  return inTransaction({ database: pools, filtering: true }, { begin, command: 'test', now: clock() }, work)
}

const queued = <Kind extends MessageKind>(wish: MessageWish<Kind>) => inSystem((tx) => queueMessage(tx, crypto, wish))

type Answer = (message: Sms | Mail) => Outcome

/** Delivers in this process through a gateway that answers as told and remembers what it was handed. */
async function deliver(answer: Answer): Promise<(Sms | Mail)[]> {
  const handed: (Sms | Mail)[] = []
  const send = async (message: Sms | Mail) => {
    handed.push(message)
    return answer(message)
  }
  const content = Buffer.from('%PDF')
  const services = {
    transactions: { database: pools, filtering: true },
    clock,
    crypto,
    gateways: { sms: { send }, mail: { send } },
    readAttachment: async (id: FileId) => ({ name: `${id}.pdf`, mediaType: 'application/pdf', content }),
  }
  const tasks = {
    'deliver-message': ({ subject }: { subject: string }) => deliverMessage(services, subject as MessageId),
  }
  const log = { warn: () => undefined, error: () => undefined }
  running.push(await startJobs({ jobsUrl: database.urls.jobs, tasks, log }))
  return handed
}

type Row = { id: string; state: string; attempts: number; last_error: string | null; variables_sealed: Buffer | null }

async function rows(): Promise<Row[]> {
  const sql = 'select id, state, attempts, last_error, variables_sealed from messages order by id'
  return (await superuser.query<Row>(sql)).rows
}

async function until(what: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await what());) {
    if (Date.now() > end) throw new Error('it did not come to pass in time')
    await pause(30)
  }
}

const allIn = (state: string) => async () => (await rows()).every((row) => row.state === state)

describe('a message', () => {
  test('is sent exactly when its transaction commits, and its variables are wiped', async () => {
    const handed = await deliver(() => ({ kind: 'sent', providerId: 'p-1' }))
    const rolledBack = inSystem(async (tx) => {
      await queueMessage(tx, crypto, approved('CB0'))
      throw new Error('rolled back')
    })
    await expect(rolledBack).rejects.toThrow('rolled back')
    const id = await queued(approved())
    await until(allIn('sent'))
    expect(handed).toMatchObject([{ id, to: phone, text: expect.stringContaining('CB37990001') }])
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1, variables_sealed: null }])
  })

  test('stands nowhere in the database in plain text', async () => {
    await queued({ kind: 'code-device', to: phone, variables: { code: '120417' }, place: 5 })
    const messages = await superuser.query<{ all: string }>(
      'select string_agg(m::text, chr(10)) as all from messages m',
    )
    const jobs = await superuser.query<{ all: string }>(
      'select string_agg(j::text, chr(10)) as all from graphile_worker._private_jobs j',
    )
    const inHex = (text: string) => Buffer.from(text).toString('hex')
    for (const secret of [phone, '120417', inHex(phone), inHex('120417')])
      expect(`${messages.rows[0]?.all}${jobs.rows[0]?.all}`).not.toContain(secret)
  })

  test('goes as mail with its attachment', async () => {
    const handed = await deliver(() => ({ kind: 'sent', providerId: 'p-1' }))
    const attachmentFileId = '0193e6a0-7b3c-7d21-9f00-0123456789ab' as FileId
    const variables = { number: 'CB1', unitName: '示例单位', planName: '示例活动' }
    await queued({ kind: 'invoice-file', to: 'wang@unit.example', variables, place: 5, attachmentFileId })
    await until(allIn('sent'))
    expect(handed).toMatchObject([{ to: 'wang@unit.example', attachments: [{ name: `${attachmentFileId}.pdf` }] }])
  })

  test('is tried again under the same id after the other side failed', async () => {
    const answers: Outcome[] = [
      { kind: 'retry', reason: 'http-503' },
      { kind: 'sent', providerId: 'p-2' },
    ]
    const handed = await deliver(() => answers.shift() ?? { kind: 'refused', reason: 'too many' })
    const id = await queued(approved())
    await until(() => handed.length === 1)
    await until(async () => (await rows())[0]?.state === 'queued')
    expect(await rows()).toMatchObject([{ state: 'queued', attempts: 1, last_error: 'http-503' }])
    ahead += 3_600_000
    await until(allIn('sent'))
    expect(handed.map((message) => message.id)).toEqual([id, id])
  })

  test('is given up where it can never be sent, and then holds nothing', async () => {
    const handed = await deliver(() => ({ kind: 'refused', reason: 'http-400' }))
    await queued(approved())
    await until(allIn('failed'))
    expect(handed).toHaveLength(1)
    expect(await rows()).toMatchObject([{ last_error: 'http-400', variables_sealed: null }])
  })

  test('with a code is not sent when the code has lapsed', async () => {
    await queued({ kind: 'code-device', to: phone, variables: { code: '120417' }, place: 5 })
    ahead = 6 * 60_000
    const handed = await deliver(() => ({ kind: 'sent', providerId: 'p-1' }))
    await until(allIn('failed'))
    expect(handed).toEqual([])
    expect(await rows()).toMatchObject([{ last_error: 'too-late', variables_sealed: null }])
  })

  test('whose job was lost gets a new one at night', async () => {
    await queued(approved())
    await superuser.query('truncate graphile_worker._private_jobs')
    const handed = await deliver(() => ({ kind: 'sent', providerId: 'p-1' }))
    expect(await inSystem(requeueStuckMessages)).toBe(0)
    ahead = 16 * 60_000
    expect(await inSystem(requeueStuckMessages)).toBe(1)
    await until(allIn('sent'))
    expect(handed).toHaveLength(1)
    expect(await inSystem(requeueStuckMessages)).toBe(0)
  })

  test('in a demo database is shown and leaves for nowhere', async () => {
    const { sms, mail } = demoGateways({ database: pools, filtering: true }, clock)
    const [one, two] = ['0193e6a0-7b3c-7d21-9f00-000000000001', '0193e6a0-7b3c-7d21-9f00-000000000002']
    const invoice = { name: '发票.pdf', mediaType: 'application/pdf', content: Buffer.from('') }
    for (let twice = 0; twice < 2; twice += 1) await sms.send({ id: one ?? '', to: phone, text: '验证码 1' })
    await mail.send({ id: two ?? '', to: 'a@b.example', subject: '发票', text: '见附件', attachments: [invoice] })
    const shown = await superuser.query('select channel, recipient, subject, body from demo_messages order by id')
    expect(shown.rows).toEqual([
      { channel: 'sms', recipient: phone, subject: '', body: '验证码 1' },
      { channel: 'mail', recipient: 'a@b.example', subject: '发票', body: '见附件\n\n[发票.pdf]' },
    ])
  })
})

/** A provider that takes each id once, and answers as `answer` says. */
async function provider(answer: (id: string, response: ServerResponse, times: number) => void) {
  const times = new Map<string, number>()
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const { id } = (await json(request)) as Sms
    times.set(id, (times.get(id) ?? 0) + 1)
    answer(id, response, times.get(id) ?? 0)
  }
  const server = createServer((request, response) => void take(request, response))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { times, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

async function startSender(smsUrl: string): Promise<ChildProcess> {
  const { app, jobs } = database.urls
  const args = [sender, app, jobs, smsUrl, writeKeyRing(ring), String(ahead)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
  // The next sender's clock is past the time for which the dead one was trusted.
  ahead += 60_000
}

describe('a sender that is killed', () => {
  test('between sending and noting leaves a message that is sent once more under its id', async () => {
    let asked = (): void => undefined
    const arrived = new Promise<void>((resolve) => (asked = resolve))
    const { times, url } = await provider((_, response, time) => {
      if (time === 1) asked()
      else response.end('{"id":"p"}')
    })
    const id = await queued(approved())
    const child = await startSender(url)
    await arrived
    await kill(child)
    expect(await rows()).toMatchObject([{ state: 'sending', attempts: 1 }])
    await startSender(url)
    await until(allIn('sent'), 30)
    expect([...times]).toEqual([[id, 2]])
  })

  test('at random moments loses nothing and doubles no more than it was killed', async () => {
    const [messages, kills] = [rounds(120, 2_000), rounds(4, 40)]
    const { times, url } = await provider((_, response) => {
      const chance = Math.random()
      if (chance < 0.02) response.destroy()
      else if (chance < 0.04) response.writeHead(503).end()
      else setTimeout(() => response.end('{"id":"p"}'), Math.random() * 60)
    })
    const ids = await inSystem(async (tx) => {
      const all: MessageId[] = []
      for (let count = 0; count < messages; count += 1) all.push(await queueMessage(tx, crypto, approved(`CB${count}`)))
      return all
    })
    for (let count = 0; count < kills; count += 1) {
      const child = await startSender(url)
      await pause(Math.random() * 400)
      await kill(child)
    }
    await startSender(url)
    const settled = async () => (await rows()).every(({ state }) => state === 'sent' || state === 'unknown')
    await until(settled, rounds(50, 300))
    const found = await rows()
    expect(found).toHaveLength(messages)
    for (const id of ids) expect(times.get(id) ?? 0, id).toBeGreaterThanOrEqual(1)
    for (const { id, attempts } of found) expect(times.get(id) ?? 0).toBeLessThanOrEqual(attempts)
    const again = ids.filter((id) => (times.get(id) ?? 0) > 1).length
    // Four jobs run at a time: no kill can leave more than four in doubt; the provider's own failures add to that.
    expect(again).toBeLessThanOrEqual(kills * 4 + messages * 0.1)
  })
})
