import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveOrganisation } from '../../src/server/organisations/organisation-store.ts'
import { makeAccount, makeUnit } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { fillIn, submit } from '../support/registration.ts'
import { startTestServer, type TestServer, type TestServerWishes } from '../support/test-server.ts'

const WALLS: readonly (readonly [string, TestServerWishes])[] = [
  ['both walls', {}],
  ['the filters alone, without row-level security,', { rowSecurity: false }],
  ['row-level security alone, without the filters,', { filtering: false }],
]

describe.each(WALLS)('behind %s', (_, wishes) => {
  let server: TestServer
  let association: Association
  let own: Actor
  let other: Actor
  let otherHandler: Actor
  let registration: string
  let file: string
  let change: string
  beforeAll(async () => {
    server = await startTestServer(wishes)
    association = await makeAssociation(server)
    const { officeId, agencyId, unitId, otherUnitId } = association
    const elsewhere = await asSystem(server.services, (tx) =>
      saveOrganisation(tx, { parentId: officeId, kind: 'agency', code: '3792', name: '示例经办机构' }),
    )
    const desks = ['registration-review', 'change-review'] as const
    own = await signIn(server, agencyId, { desks })
    other = await signIn(server, elsewhere.id, { desks })
    await submit(server, await fillIn(server, { agencyId }))
    registration = (await own.get('/api/registrations?tab=waiting')).json().rows[0].id
    await own.post('/api/work/take', { kind: 'registration', subjects: [registration] })
    const opened = (await own.post(`/api/registrations/${registration}/open`)).json()
    file = opened.registration.documents[0].fileId
    const contact = { userName: 'walled', phone: '19970000001', desks: ['unit-handler'] } as const
    await makeUnit(server, unitId, await makeAccount(server, unitId, contact))
    const handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    change = (await handler.post('/api/unit/changes', { address: '示例路 3 号' })).json().id
    otherHandler = await signIn(server, otherUnitId, { desks: ['unit-handler'] })
  })
  afterAll(() => server.stop())

  it('an officer of another agency neither sees nor takes nor decides what is not theirs', async () => {
    for (const tab of ['waiting', 'mine', 'held', 'decided'])
      expect((await other.get(`/api/registrations?tab=${tab}`)).json()).toEqual({
        rows: [],
        next: null,
        waiting: 0,
        mine: 0,
      })
    expect((await other.get('/api/unit-changes?state=pending')).json().rows).toEqual([])
    const taken = await other.post('/api/work/take', { kind: 'registration', subjects: [registration] })
    expect(taken.json().results).toEqual([{ subject: registration, got: false, holder: null }])
    const reasons = [{ field: 'name', text: '…' }]
    const answers = await Promise.all([
      other.post(`/api/registrations/${registration}/open`),
      other.post(`/api/registrations/${registration}/approve`, { version: 1 }),
      other.post(`/api/registrations/${registration}/return`, { version: 1, reasons }),
      other.get(`/api/registrations/${registration}/documents/${file}`),
      other.post(`/api/unit-changes/${change}/decide`, { version: 0, verdict: 'approve' }),
    ])
    for (const answer of answers)
      expect([answer.statusCode, answer.json()]).toEqual([404, { kind: 'refusal', refusal: { code: 'not-found' } }])
    expect((await other.get('/api/work/counts')).json().pools).toEqual([])
  })
  it('another unit sees only its own record, and nothing was changed', async () => {
    expect((await otherHandler.get('/api/unit/profile')).statusCode).toBe(404)
    const { rows } = (await own.get('/api/registrations?tab=mine')).json()
    expect(rows).toMatchObject([{ id: registration, state: 'submitted', holder: { mine: true } }])
    const pending = (await own.get('/api/unit-changes?state=pending')).json().rows
    expect(pending).toMatchObject([{ id: change, version: 0 }])
    const seen = await own.get(`/api/registrations/${registration}/documents/${file}`)
    expect([seen.statusCode, seen.headers['content-type']]).toEqual([200, 'image/png'])
  })
})
