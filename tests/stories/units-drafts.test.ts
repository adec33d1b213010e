import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweepFiles } from '../../src/server/files/tasks.ts'
import { removeOldDrafts } from '../../src/server/units/remove-old-drafts.ts'
import { asSystem, makeAssociation, type Association } from '../support/actors.ts'
import { fillIn, picture } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

const HOUR = 3_600_000

describe('the draft of a registration', () => {
  let server: TestServer
  let association: Association
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
  })
  afterAll(() => server.stop())

  it('has its documents decoded and written anew, and other files refused', async () => {
    const visitor = visit(server)
    const { draft } = (await visitor.post('/api/registration/drafts')).json()
    const headers = { 'x-huzhu-draft': draft }
    const url = '/api/registration/documents/union-certificate'
    const fake = await visitor.upload(url, '证书.png', Buffer.from('<script>alert(1)</script>'), headers)
    expect(fake.json().refusal.code).toBe('image-kind-differs')
    const stranger = await visitor.upload(url, '证书.png', await picture())
    expect(stranger.json().refusal.code).toBe('draft-expired')
    const first = (await visitor.upload(url, '证书.png', await picture(), headers)).json()
    const second = (await visitor.upload(url, '新证书.png', await picture('#222222'), headers)).json()
    const { registration } = (await visitor.post('/api/registration/draft', { draft })).json()
    expect(registration.documents).toEqual([{ kind: 'union-certificate', fileId: second.fileId, name: '新证书.png' }])
    expect(first.fileId).not.toBe(second.fileId)
  })

  it('takes a hundred files a day from one address, not more', async () => {
    const visitor = visit(server, '10.9.9.9')
    const { draft } = (await visitor.post('/api/registration/drafts')).json()
    const address = server.services.crypto.blindIndex('attempts.address', '10.9.9.9')
    await asSystem(server.services, (tx) =>
      sql`insert into attempts (kind, subject, at) select 'draft-upload', ${address}, ${new Date(tx.now)}
        from generate_series(1, 100)`.execute(tx.db),
    )
    const url = '/api/registration/documents/union-certificate'
    const refused = await visitor.upload(url, '证书.png', await picture(), { 'x-huzhu-draft': draft })
    expect(refused.json().refusal.code).toBe('upload-quota-reached')
  })

  it('is gone after a day, documents and all, where it was not submitted', async () => {
    const { visitor, draft } = await fillIn(server, { agencyId: association.agencyId })
    server.clock.add(24 * HOUR)
    expect((await visitor.post('/api/registration/draft', { draft })).json().refusal.code).toBe('draft-expired')
    expect(await removeOldDrafts(server.services)).toBeGreaterThan(0)
    const left = await asSystem(server.services, (tx) =>
      sql<{
        drafts: number
        files: number
      }>`select (select count(*)::int from registrations where state = 'draft') as drafts,
        (select count(*)::int from files where removed_at is null and place = 0) as files`.execute(tx.db),
    )
    expect(left.rows).toEqual([{ drafts: 0, files: 0 }])
    const told = () =>
      asSystem(server.services, async (tx) => {
        const { rows } = await sql<{ facts: { removed: number } }>`select facts from journal
          where action = 'registration.drafts-removed'`.execute(tx.db)
        return rows.map(({ facts }) => facts.removed > 0)
      })
    expect(await told()).toEqual([true])
    expect(await removeOldDrafts(server.services)).toBe(0)
    expect(await told()).toEqual([true])
    // Files were written by the clock of this machine, which is behind the story's.
    const folder = server.services.vault.folder
    const stored = async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
    expect((await stored()).length).toBeGreaterThan(0)
    server.clock.set(new Date(Date.now() + 2 * HOUR).toISOString())
    await sweepFiles(server.services)
    expect(await stored()).toEqual([])
  })
})
