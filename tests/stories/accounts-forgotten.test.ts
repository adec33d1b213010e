import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveNewActivation } from '../../src/server/accounts/activation-store.ts'
import { lastCode, makeAccount, messagesTo } from '../support/accounts.ts'
import { asSystem, makeAssociation, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

const HOUR = 3_600_000
const PASSWORD = 'heron lantern 62 gravel'
const NEXT = 'thimble orchard 81 frost'

describe('someone who has forgotten', () => {
  let server: TestServer
  let association: Association
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
  })
  afterAll(() => server.stop())

  const handler = (userName: string, phone: string, unitId = association.unitId) =>
    makeAccount(server, unitId, { userName, password: PASSWORD, phone, desks: ['unit-handler'] })

  it('the password sets a new one by phone, choosing among the accounts of that phone', async () => {
    const phone = '19910000001'
    const first = await handler('linone', phone)
    await handler('lintwo', phone, association.otherUnitId)
    const elsewhere = visit(server)
    const locked = visit(server)
    for (let guess = 0; guess < 5; guess += 1) {
      await locked.post('/api/sign-in', { login: 'linone', password: 'wrong' })
      server.clock.add(11_000)
    }
    const { stepToken } = (await elsewhere.post('/api/forgotten/code', { phone })).json()
    const code = await lastCode(server, phone)
    const { accounts } = (await elsewhere.post('/api/forgotten/accounts', { stepToken, code })).json()
    expect(accounts).toEqual([
      { id: first, userName: 'linone', organisationName: '甲单位' },
      { id: expect.any(String), userName: 'lintwo', organisationName: '乙单位' },
    ])
    const reset = (accountId: string, password = NEXT) =>
      elsewhere.post('/api/forgotten/password', { stepToken, accountId, password })
    expect((await reset(crypto.randomUUID())).json().refusal.code).toBe('step-expired')
    expect((await reset(first, 'short')).json().refusal.code).toBe('password-too-short')
    expect((await reset(first)).json()).toEqual({ userName: 'linone' })
    expect((await reset(accounts[1].id)).json().refusal.code).toBe('step-expired')
    expect((await messagesTo(server, phone))[0]?.kind).toBe('password-changed')
    // The lock is lifted; the second factor is asked as before.
    const signedIn = await elsewhere.post('/api/sign-in', { login: 'linone', password: NEXT })
    expect(signedIn.json().step).toBe('device-code')
  })

  it('gets the same answer for a phone that nobody has, and no message goes out', async () => {
    await handler('linknown', '19910000002')
    const answers = async (phone: string) => {
      const visitor = visit(server)
      const sent = await visitor.post('/api/forgotten/code', { phone })
      const { stepToken, ...rest } = sent.json()
      const tried = await visitor.post('/api/forgotten/accounts', { stepToken, code: '000000' })
      const again = await visitor.post('/api/forgotten/code', { phone })
      return [sent.statusCode, rest, tried.statusCode, tried.body, again.statusCode, again.body]
    }
    expect(await answers('19910000002')).toEqual(await answers('19910000003'))
    expect(await messagesTo(server, '19910000002')).toHaveLength(1)
    expect(await messagesTo(server, '19910000003')).toHaveLength(0)
  })

  it('may not use a code in another browser’s step, nor a second time', async () => {
    const phone = '19910000004'
    await handler('lincode', phone)
    const mine = (await visit(server).post('/api/forgotten/code', { phone })).json().stepToken
    const code = await lastCode(server, phone)
    server.clock.add(61_000)
    const other = (await visit(server).post('/api/forgotten/code', { phone })).json().stepToken
    const use = (stepToken: string) => visit(server).post('/api/forgotten/accounts', { stepToken, code })
    expect((await use(other)).json().refusal.code).toMatch(/^code-wrong$/)
    expect((await use(mine)).statusCode).toBe(200)
    expect((await use(mine)).json().refusal.code).toBe('step-expired')
  })

  it('gets codes no faster than one a minute, five an hour and ten a day', async () => {
    const phone = '19910000005'
    await handler('lincodes', phone)
    const codes: string[] = []
    for (let minute = 0; minute < 26 * 60; minute += 10) {
      const response = await visit(server, `10.0.0.${minute / 10}`).post('/api/forgotten/code', { phone })
      codes.push(response.statusCode === 200 ? 'sent' : response.json().refusal.code)
      server.clock.add(10 * 60_000)
    }
    expect(codes.slice(0, 6)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'code-limit-reached'])
    expect(codes.slice(0, 24 * 6).filter((one) => one === 'sent')).toHaveLength(10)
    expect(codes.slice(24 * 6)).toContain('sent')
  })
})

describe('someone who was invited', () => {
  let server: TestServer
  let association: Association
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
  })
  afterAll(() => server.stop())

  const invite = async (userName: string, phone: string) => {
    const id = await makeAccount(server, association.unitId, { userName, phone, desks: ['unit-handler'] })
    return { id, code: await asSystem(server.services, (tx) => saveNewActivation(tx, server.services, id)) }
  }

  it('sets a password with the code from the SMS and is signed in, on a device that is known from then on', async () => {
    const { code } = await invite('qiunew', '19920000001')
    const visitor = visit(server)
    const activate = (typed: string, password = PASSWORD) =>
      visitor.post('/api/activation', { userName: 'QiuNew', code: typed, password })
    expect((await activate('AAAAA-BBBBB')).json().refusal.code).toBe('activation-failed')
    expect((await activate(code, 'short')).json().refusal.code).toBe('password-too-short')
    expect((await activate(code.toLowerCase().replace('-', ' '))).json()).toEqual({ step: 'done' })
    expect((await visitor.get('/api/session')).json().userName).toBe('qiunew')
    expect((await activate(code)).json().refusal.code).toBe('activation-failed')
    await visitor.post('/api/sign-out')
    const again = await visitor.post('/api/sign-in', { login: 'qiunew', password: PASSWORD })
    expect(again.json()).toEqual({ step: 'done' })
  })
  it('cannot use a code after 72 hours, or after a newer one', async () => {
    const { code: old } = await invite('qiulate', '19920000002')
    server.clock.add(72 * HOUR)
    const use = (userName: string, code: string) =>
      visit(server).post('/api/activation', { userName, code, password: PASSWORD })
    expect((await use('qiulate', old)).json().refusal.code).toBe('activation-failed')
    const first = await invite('qiutwice', '19920000003')
    const second = await asSystem(server.services, (tx) => saveNewActivation(tx, server.services, first.id))
    expect(second).not.toBe(first.code)
    expect((await use('qiutwice', first.code)).json().refusal.code).toBe('activation-failed')
  })
  it('has ten guesses an hour at most, and the same answer as someone unknown', async () => {
    const { code } = await invite('qiuguess', '19920000004')
    const use = (userName: string, typed: string) =>
      visit(server).post('/api/activation', { userName, code: typed, password: PASSWORD })
    for (let guess = 0; guess < 10; guess += 1) {
      const [known, unknown] = [await use('qiuguess', 'AAAAA-AAAAA'), await use('nobody', 'AAAAA-AAAAA')]
      expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body])
    }
    expect((await use('qiuguess', code)).json().refusal.code).toBe('activation-failed')
    server.clock.add(HOUR)
    expect((await use('qiuguess', code)).statusCode).toBe(200)
  })
})
