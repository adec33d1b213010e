import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { get as request, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveFile } from '../../src/server/files/file-store.ts'
import { putFile } from '../../src/server/files/file-vault.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const SIZE = 48 * 1024 * 1024

describe('rights that were taken away', () => {
  let server: TestServer
  let association: Association
  let url: string
  beforeAll(async () => {
    server = await startTestServer({ listen: true })
    association = await makeAssociation(server)
    url = await attachmentOf(await signIn(server, association.unitId, { desks: ['unit-handler'] }))
  })
  afterAll(() => server.stop())

  /** An attachment larger than what the system's buffers take in, so that its download waits for its reader. */
  async function attachmentOf(handler: Actor): Promise<string> {
    const { id } = (await handler.post('/api/enrolments')).json<{ id: string }>()
    const stored = await putFile(server.services.vault, [randomBytes(SIZE)], { limit: SIZE })
    if (!stored.ok) throw new Error('the vault refused the file')
    const attachment = crypto.randomUUID()
    await asSystem(server.services, async (tx) => {
      const { rows } = await sql<{ place: number }>`select place from enrolments where id = ${id}`.execute(tx.db)
      const place = rows[0]?.place ?? 0
      const file = {
        place,
        purpose: 'attachment',
        name: '证明.pdf',
        mediaType: 'application/pdf',
        stored: stored.value,
      }
      const fileId = await saveFile(tx, file)
      await sql`insert into attachments (id, enrolment_id, place, kind, file_id, name, created_at)
        values (${attachment}, ${id}, ${place}, 'other', ${fileId}, '证明.pdf', ${new Date(tx.now)})`.execute(tx.db)
    })
    return `/api/enrolments/${id}/attachments/${attachment}`
  }

  const change = (text: (of: Actor) => ReturnType<typeof sql>) => (of: Actor) =>
    asSystem(server.services, (tx) => text(of).execute(tx.db))
  const ways = {
    'the account is disabled': change((of) => sql`update accounts set state = 'disabled' where id = ${of.accountId}`),
    'the session is ended': change(
      (of) => sql`update sessions set ended_at = now() where account_id = ${of.accountId}`,
    ),
  }

  /** A download that has begun and whose reader is slower than the server. */
  async function begunDownload(by: Actor): Promise<IncomingMessage> {
    const address = server.app.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const asked = request({ port, path: url, headers: by.headers })
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    expect(answer.statusCode).toBe(200)
    return answer
  }

  async function bytesUntilEnd(answer: IncomingMessage): Promise<{ bytes: number; whole: boolean }> {
    let bytes = 0
    answer.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('error', () => undefined)
    await new Promise((resolve) => answer.once('close', resolve))
    return { bytes, whole: answer.complete }
  }

  it('are gone within 5 s from downloads when the desk is taken away', async () => {
    const actor = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const download = await begunDownload(actor)
    await change((of) => sql`update accounts set desks = '{}' where id = ${of.accountId}`)(actor)
    expect((await actor.get(url)).json()).toEqual({ kind: 'refusal', refusal: { code: 'not-allowed' } })
    await sleep(4000)
    const { bytes, whole } = await bytesUntilEnd(download)
    expect(whole).toBe(false)
    expect(bytes).toBeLessThan(SIZE)
  })
  for (const [way, take] of Object.entries(ways)) {
    it(`are gone at the next request and within 5 s from downloads when ${way}`, async () => {
      const actor = await signIn(server, association.unitId, { desks: ['unit-handler'] })
      expect((await actor.get('/api/session')).statusCode).toBe(200)
      const download = await begunDownload(actor)
      await take(actor)
      const refused = await actor.get('/api/session')
      expect([refused.statusCode, refused.json()]).toEqual([
        401,
        { kind: 'refusal', refusal: { code: 'not-signed-in' } },
      ])
      await sleep(4000)
      const { bytes, whole } = await bytesUntilEnd(download)
      expect(whole).toBe(false)
      expect(bytes).toBeLessThan(SIZE)
    })
  }
  it('leave the download of a live session whole', async () => {
    const actor = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const download = await begunDownload(actor)
    await sleep(2500)
    expect(await bytesUntilEnd(download)).toEqual({ bytes: SIZE, whole: true })
  })
})
