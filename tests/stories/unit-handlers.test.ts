import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAccount, makeUnit, messagesTo } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { personIndex } from '../../src/server/accounts/account-secrets.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

const PASSWORD = 'heron lantern 62 gravel'
const PERSON = '379901198506150027'
const ANOTHER = '379900199001010035'
const OLD = '19940000001'
const NEW = '19940000009'
const REASON = '原号码已停机，凭单位介绍信办理'

describe('a unit whose handler cannot sign in', () => {
  let server: TestServer
  let association: Association
  let officer: Actor
  let administrator: Actor

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    const { unitId, officeId } = association
    const wishes = { userName: 'linyi', name: '林一', password: PASSWORD, phone: OLD, idNumber: PERSON } as const
    await makeUnit(server, unitId, await makeAccount(server, unitId, { ...wishes, desks: ['unit-handler'] }))
    officer = await signIn(server, officeId, { desks: ['change-review'], name: '变更岗' })
    administrator = await signIn(server, officeId, { desks: ['administration'], name: '管理员' })
  })
  afterAll(() => server.stop())

  const handlers = async (by = officer) => (await by.get(`/api/units/${association.unitId}/handlers`)).json()
  const change = async (wish: object, by = officer) => {
    const { version } = await handlers()
    return (
      await by.post(`/api/units/${association.unitId}/handler`, {
        version,
        contactPhone: NEW,
        reason: REASON,
        ...wish,
      })
    ).json()
  }
  const kinds = async (phone: string) => (await messagesTo(server, phone)).map(({ kind }) => kind)

  it('is found by name or credit code, its handler masked', async () => {
    const unit = {
      id: association.unitId,
      name: '甲单位',
      creditCode: '91370000MA00000A1X',
      agencyName: '示例代办处',
      handler: { name: '林*', phoneMasked: '199****0001', state: 'active' },
    }
    const found = async (query: string) => (await officer.get(`/api/units?${query}`)).json().rows
    expect(await found(`unitName=${encodeURIComponent('甲单')}`)).toEqual([unit])
    expect(await found('creditCode=ma00000a')).toEqual([unit])
    expect(await found('creditCode=ZZZ')).toEqual([])
    expect(await found(`unitName=${encodeURIComponent('%')}`)).toEqual([])
  })

  it('gets another phone of the same handler: both are told, account and password stay', async () => {
    expect(await change({ reason: ' ' })).toMatchObject({ refusal: { code: 'change-reason-missing' } })
    expect(await change({ contactPhone: OLD })).toMatchObject({ refusal: { code: 'change-empty' } })
    expect(await change({ version: 7 })).toMatchObject({ refusal: { code: 'changed-meanwhile' } })
    expect(await change({})).toEqual({ userName: null })
    expect(await kinds(OLD)).toEqual(['handler-phone-changed'])
    expect(await kinds(NEW)).toEqual(['handler-phone-changed'])
    const visitor = visit(server)
    const { stepToken } = (await visitor.post('/api/sign-in', { login: NEW, password: PASSWORD })).json()
    await visitor.post('/api/sign-in/code', { stepToken })
    const code = (await messagesTo(server, NEW))[0]?.variables['code']
    expect((await visitor.post('/api/sign-in/device', { stepToken, code })).json()).toEqual({ step: 'done' })
  })

  it('keeps when, who, what and why, and shows it to the auditor', async () => {
    const auditor = await signIn(server, association.officeId, { desks: ['audit'] })
    expect((await handlers(auditor)).changes).toMatchObject([
      {
        officer: '变更岗',
        reason: REASON,
        changes: [{ field: 'contactPhone', before: '199****0001', after: '199****0009' }],
      },
    ])
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ facts: object }>`select facts from journal where action = 'unit.handler-changed'`.execute(db),
    )
    expect(rows).toEqual([{ facts: { fields: ['contactPhone'], reason: REASON.length } }])
    expect(await change({}, auditor)).toMatchObject({ refusal: { code: 'not-allowed' } })
  })

  it('asks the officer for the password again', async () => {
    server.clock.add(6 * 60_000)
    expect(await change({ contactPhone: OLD })).toMatchObject({ refusal: { code: 'password-needed' } })
    server.clock.add(-6 * 60_000)
  })

  it('waits until what the unit itself asked for is decided', async () => {
    const handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const { id } = (await handler.post('/api/unit/changes', { address: '示例路 2 号' })).json()
    expect(await change({ contactPhone: OLD })).toMatchObject({ refusal: { code: 'change-first' } })
    await officer.post(`/api/unit-changes/${id}/decide`, { version: 0, verdict: 'return', reason: '请附证明' })
  })

  it('is not changed by the handler under another account, nor handed to the officer’s own', async () => {
    const { crypto } = server.services
    const desks = ['change-review'] as const
    const own = await signIn(server, association.officeId, { desks, personIndex: personIndex(crypto, PERSON) })
    const refusal = { code: 'handler-own' }
    expect(await change({ contactPhone: OLD }, own)).toMatchObject({ refusal })
    const next = await signIn(server, association.officeId, { desks, personIndex: personIndex(crypto, ANOTHER) })
    expect(await change({ contactName: '单三', contactIdNumber: ANOTHER }, next)).toMatchObject({ refusal })
  })

  it('gets another handler: the old account ends and its phone is told, the new one is invited', async () => {
    const another = { contactName: '单三', contactIdNumber: ANOTHER, contactPhone: '19940000011' }
    expect(await change({ ...another, contactIdNumber: PERSON })).toMatchObject({ refusal: { code: 'handler-same' } })
    expect(await change({ contactName: '单三' })).toMatchObject({ refusal: { code: 'contact-incomplete' } })
    expect(await change({ ...another, contactTelephone: '无' })).toMatchObject({
      refusal: { code: 'telephone-malformed' },
    })
    expect(await change({ ...another, contactTelephone: '0539-1234567' })).toEqual({ userName: 'shansan' })
    expect((await kinds(NEW))[0]).toBe('handler-replaced')
    const [invited] = await messagesTo(server, '19940000011')
    expect(invited).toMatchObject({ kind: 'handler-named', variables: { unitName: '甲单位', userName: 'shansan' } })
    const { leadId, members } = await handlers()
    expect(members.map(({ userName, state }: Record<string, string>) => [userName, state])).toContainEqual([
      'linyi',
      'disabled',
    ])
    expect(members.find(({ id }: { id: string }) => id === leadId)).toMatchObject({
      userName: 'shansan',
      state: 'invited',
      phoneMasked: '199****0011',
    })
  })

  it('sends the activation code anew where the phone of an invited handler was mistyped', async () => {
    expect(await change({ contactPhone: '19940000012' }, administrator)).toEqual({ userName: null })
    expect((await kinds('19940000011'))[0]).toBe('handler-phone-changed')
    const [invited] = await messagesTo(server, '19940000012')
    expect(invited).toMatchObject({ kind: 'handler-named' })
    const code = invited?.variables['activationCode']
    const activated = await visit(server).post('/api/activation', { userName: 'shansan', code, password: PASSWORD })
    expect(activated.statusCode).toBe(200)
    const next = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    expect((await next.get('/api/unit/profile')).json()).toMatchObject({ contactTelephone: '0539-1234567' })
  })

  it('gets a second handler from the administrator, who hands nothing out but the unit’s own desk', async () => {
    const url = `/api/organisations/${association.unitId}/members`
    const second = { name: '何二', idNumber: '810000199003071237', phone: '19940000013' }
    expect((await administrator.post(url, { ...second, desks: ['finance'] })).json().refusal.code).toBe(
      'desks-not-for-unit',
    )
    expect((await administrator.post(url, { ...second, desks: ['unit-handler'] })).json()).toMatchObject({
      userName: 'heer',
    })
    const { leadId, members } = await handlers()
    const { id, version } = members.find(({ userName }: { userName: string }) => userName === 'heer')
    expect(id).not.toBe(leadId)
    expect((await officer.post(`/api/members/${id}`, { version, state: 'disabled' })).statusCode).toBe(403)
    expect((await administrator.post(`/api/members/${id}`, { version, state: 'disabled' })).statusCode).toBe(200)
  })

  it('needs another handler once the account of its lead has ended', async () => {
    const { leadId, members } = await handlers()
    const { version } = members.find(({ id }: { id: string }) => id === leadId)
    await administrator.post(`/api/members/${leadId}`, { version, state: 'disabled' })
    expect(await change({ contactPhone: '19940000014' })).toMatchObject({ refusal: { code: 'handler-ended' } })
  })

  it('is out of reach from beside it', async () => {
    const stranger = await signIn(server, association.otherUnitId, { desks: ['administration'] })
    expect((await stranger.get(`/api/units/${association.unitId}/handlers`)).statusCode).toBe(404)
    expect((await stranger.get('/api/units')).json().rows).toEqual([])
  })
})
