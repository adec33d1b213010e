import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inviteAdministrator } from '../../src/server/found-database.ts'
import { lastCode, makeAccount, messagesTo } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit, type Visitor } from '../support/visitor.ts'

const PASSWORD = 'heron lantern 62 gravel'
const NEXT = 'thimble orchard 81 frost'
const MINUTE = 60_000

let server: TestServer
const kinds = async (phone: string) => (await messagesTo(server, phone)).map(({ kind }) => kind)
const refusalOf = async (answer: ReturnType<Visitor['post']>) => (await answer).json().refusal?.code

/** Asks for a code to the phone that is to be one's own, and gives it. */
async function changeTo(visitor: Pick<Visitor, 'post'>, phone: string) {
  const sent = await visitor.post('/api/session/phone/code', { phone })
  if (sent.statusCode !== 200) return sent.json()
  return (await visitor.post('/api/session/phone', { phone, code: await lastCode(server, phone) })).json()
}

describe('the first administrator', () => {
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  it('enters a phone after the activation, and nothing is sent to nobody before', async () => {
    const link = new URL((await inviteAdministrator(server.services)) ?? '')
    const code = new URLSearchParams(link.hash.slice(1)).get('code')
    const visitor = visit(server)
    await visitor.post('/api/activation', { userName: 'admin', code, password: PASSWORD })
    expect((await visitor.get('/api/session')).json()).toMatchObject({ userName: 'admin', phoneMasked: '' })
    await visitor.post('/api/session/password', { present: PASSWORD, password: NEXT })
    const guessing = visit(server, '10.0.0.7')
    for (let guess = 0; guess < 5; guess += 1) {
      server.clock.add(11_000)
      await guessing.post('/api/sign-in', { login: 'admin', password: 'wrong' })
    }
    expect(await refusalOf(guessing.post('/api/sign-in', { login: 'admin', password: NEXT }))).toBe('account-locked')
    expect(await kinds('')).toEqual([])

    expect(await changeTo(visitor, '19960000001')).toEqual({ phoneMasked: '199****0001' })
    expect((await visitor.get('/api/session')).json().phoneMasked).toBe('199****0001')
    expect(await kinds('')).toEqual([])
    const { stepToken } = (await guessing.post('/api/forgotten/code', { phone: '19960000001' })).json()
    const reset = { stepToken, code: await lastCode(server, '19960000001') }
    expect((await guessing.post('/api/forgotten/accounts', reset)).json().accounts).toMatchObject([
      { userName: 'admin', organisationName: '总会' },
    ])
  })
})

describe('an officer with another phone', () => {
  let association: Association
  let administrator: Actor
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    administrator = await signIn(server, association.headId, { desks: ['administration'] })
  })
  afterAll(() => server.stop())

  /** Somebody of the office who has signed in by the phone given. */
  async function officer(userName: string, phone: string) {
    const wishes = { userName, name: '何某', password: PASSWORD, phone, desks: ['finance'] } as const
    const id = await makeAccount(server, association.officeId, wishes)
    const visitor = visit(server)
    await visitor.post('/api/sign-in', { login: phone, password: PASSWORD })
    return { id, visitor }
  }
  const memberOf = async (id: string) => {
    const { members } = (await administrator.get(`/api/organisations/${association.officeId}/members`)).json()
    return members.find((member: { id: string }) => member.id === id)
  }
  const changeMember = async (id: string, wish: object, by: Pick<Visitor, 'post'> = administrator) =>
    (await by.post(`/api/members/${id}`, { version: (await memberOf(id)).version, ...wish })).json()

  it('changes it with the code that came to it; the phone before is told and opens nothing any more', async () => {
    const { visitor } = await officer('heown', '19960000011')
    expect(await changeTo(visitor, '19960000011')).toMatchObject({ refusal: { code: 'phone-unchanged' } })
    await visitor.post('/api/session/phone/code', { phone: '19960000012' })
    const code = await lastCode(server, '19960000012')
    const give = (phone: string, typed: string) => visitor.post('/api/session/phone', { phone, code: typed })
    expect(await refusalOf(give('19960000012', code === '000000' ? '000001' : '000000'))).toBe('code-wrong')
    expect(await refusalOf(give('19960000013', code))).toBe('code-not-sent')
    expect((await give('19960000012', code)).json()).toEqual({ phoneMasked: '199****0012' })
    expect(await kinds('19960000011')).toEqual(['phone-changed'])
    const step = async (login: string) =>
      (await visit(server).post('/api/sign-in', { login, password: PASSWORD })).json().step
    expect(await step('19960000011')).toBeUndefined()
    expect(await step('19960000012')).toBe('done')
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ before: object; after: object }>`select before, after from journal
        where action = 'account.phone-changed'`.execute(db),
    )
    expect(rows).toEqual([{ before: { phone: '199****0011' }, after: { phone: '199****0012' } }])
  })

  it('is asked for the password again, for the code and for the change', async () => {
    const { visitor } = await officer('heagain', '19960000021')
    server.clock.add(6 * MINUTE)
    const phone = '19960000022'
    expect(await refusalOf(visitor.post('/api/session/phone/code', { phone }))).toBe('password-needed')
    expect(await refusalOf(visitor.post('/api/session/phone', { phone, code: '000000' }))).toBe('password-needed')
    expect(await kinds(phone)).toEqual([])
    server.clock.add(-6 * MINUTE)
  })

  it('is not a handler, whose phone the office decides about', async () => {
    const handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    expect(await changeTo(handler, '19960000031')).toMatchObject({ refusal: { code: 'phone-by-unit-change' } })
    const give = handler.post('/api/session/phone', { phone: '19960000031', code: '000000' })
    expect(await refusalOf(give)).toBe('phone-by-unit-change')
    expect(await kinds('19960000031')).toEqual([])
    const change = administrator.post(`/api/members/${handler.accountId}`, { version: 0, phone: '19960000031' })
    expect(await refusalOf(change)).toBe('phone-of-handler')
  })

  it('gets it from the administrator, who keeps desks and state and tells the phone before', async () => {
    const { id, visitor } = await officer('hemoved', '19960000041')
    expect(await changeMember(id, { phone: '19960000041' })).toMatchObject({ refusal: { code: 'phone-unchanged' } })
    const { version } = await changeMember(id, { phone: '19960000042' })
    expect(await memberOf(id)).toMatchObject({
      phoneMasked: '199****0042',
      desks: ['finance'],
      state: 'active',
      version,
    })
    expect(await kinds('19960000041')).toEqual(['phone-changed'])
    expect(await kinds('19960000042')).toEqual([])
    expect((await visitor.get('/api/session')).json().phoneMasked).toBe('199****0042')
    server.clock.add(6 * MINUTE)
    expect(await changeMember(id, { phone: '19960000043' })).toMatchObject({ refusal: { code: 'password-needed' } })
    server.clock.add(-6 * MINUTE)
  })

  it('gets it from nobody who is the same person', async () => {
    const own = await signIn(server, association.headId, { desks: ['administration'] })
    const change = own.post(`/api/members/${own.accountId}`, { version: 0, phone: '19960000051' })
    expect(await refusalOf(change)).toBe('own-phone')
  })

  it('gets the activation code there where the account was only invited, or is invited again', async () => {
    const wishes = { userName: 'hemistyped', phone: '19960000061', desks: ['finance'] } as const
    const id = await makeAccount(server, association.officeId, wishes)
    await changeMember(id, { phone: '19960000062' })
    expect(await kinds('19960000061')).toEqual(['phone-changed'])
    const activate = async (phone: string) => {
      const code = (await messagesTo(server, phone))[0]?.variables['activationCode']
      const given = { userName: 'hemistyped', code, password: PASSWORD }
      return (await visit(server).post('/api/activation', given)).json()
    }
    expect(await kinds('19960000062')).toEqual(['account-invited'])
    expect(await activate('19960000062')).toEqual({ step: 'done' })

    await changeMember(id, { state: 'disabled' })
    await changeMember(id, { phone: '19960000063' })
    expect(await kinds('19960000063')).toEqual([])
    await changeMember(id, { state: 'invited' })
    expect(await kinds('19960000063')).toEqual(['account-invited'])
    expect(await kinds('19960000062')).toEqual(['phone-changed', 'account-invited'])
    expect(await activate('19960000063')).toEqual({ step: 'done' })
  })

  it('is not invited again without any phone', async () => {
    const wishes = { userName: 'henophone', phone: '', password: PASSWORD, desks: ['finance'] } as const
    const id = await makeAccount(server, association.officeId, wishes)
    await changeMember(id, { state: 'disabled' })
    expect(await changeMember(id, { state: 'invited' })).toMatchObject({ refusal: { code: 'member-phone-missing' } })
    await changeMember(id, { state: 'invited', phone: '19960000071' })
    expect(await kinds('19960000071')).toEqual(['account-invited'])
    expect(await kinds('')).toEqual([])
  })

  it('is safe from whoever confirmed the phone before and has not chosen a password yet', async () => {
    const { id } = await officer('heraced', '19960000081')
    const thief = visit(server)
    const { stepToken } = (await thief.post('/api/forgotten/code', { phone: '19960000081' })).json()
    await thief.post('/api/forgotten/accounts', { stepToken, code: await lastCode(server, '19960000081') })
    await changeMember(id, { phone: '19960000082' })
    const reset = thief.post('/api/forgotten/password', { stepToken, accountId: id, password: NEXT })
    expect(await refusalOf(reset)).toBe('step-expired')
  })
})
