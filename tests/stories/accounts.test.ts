import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantOf, shanghaiTime } from '../../src/domain/shared/time.ts'
import { disableAccount } from '../../src/server/accounts/account-store.ts'
import { removeOldTraces } from '../../src/server/accounts/remove-old-traces.ts'
import { lastCode, makeAccount, messagesTo } from '../support/accounts.ts'
import { asSystem, makeAssociation, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const PASSWORD = 'heron lantern 62 gravel'

describe('signing in', () => {
  let server: TestServer
  let association: Association
  let phones = 0
  const phone = () => `1990000${String((phones += 1)).padStart(4, '0')}`
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
  })
  afterAll(() => server.stop())

  const officer = (userName: string) =>
    makeAccount(server, association.officeId, { userName, password: PASSWORD, phone: phone(), desks: ['finance'] })

  it('gives an officer a session that lasts 15 minutes without activity and 12 hours at most', async () => {
    await officer('hefinance')
    const visitor = visit(server)
    expect((await visitor.post('/api/sign-in', { login: 'HeFinance', password: PASSWORD })).json()).toEqual({
      step: 'done',
    })
    const session = (await visitor.get('/api/session')).json()
    expect(session).toMatchObject({
      userName: 'hefinance',
      organisation: { kind: 'office', name: '示例办事处' },
      desks: ['finance'],
      theme: 'system',
      demo: true,
    })
    expect(session.secondsLeft * 1000).toBe(15 * MINUTE)
    for (let step = 1; step < 60; step += 1) {
      server.clock.add(12 * MINUTE)
      expect((await visitor.post('/api/session/activity')).statusCode).toBe(200)
    }
    server.clock.add(12 * MINUTE)
    expect((await visitor.get('/api/session')).statusCode).toBe(401)
    await visitor.post('/api/sign-in', { login: 'hefinance', password: PASSWORD })
    server.clock.add(15 * MINUTE)
    expect((await visitor.get('/api/session')).statusCode).toBe(401)
  })

  it('is guarded by a cookie that scripts cannot read and other sites cannot send, new at each sign-in', async () => {
    await officer('hecookie')
    const visitor = visit(server)
    const first = await visitor.post('/api/sign-in', { login: 'hecookie', password: PASSWORD })
    const cookie = [first.headers['set-cookie']].flat().find((one) => one?.startsWith('__Host-huzhu-session='))
    expect(cookie).toMatch(/=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    const earlier = visitor.cookies.get('__Host-huzhu-session') ?? ''
    await visitor.post('/api/sign-in', { login: 'hecookie', password: PASSWORD })
    expect(visitor.cookies.get('__Host-huzhu-session')).not.toBe(earlier)
    const old = visit(server)
    old.cookies.set('__Host-huzhu-session', earlier)
    expect((await old.get('/api/session')).statusCode).toBe(401)
  })

  it('repeated with the same key answers the same, cookies too', async () => {
    await officer('herepeat')
    const [first, second] = [visit(server), visit(server)]
    const key = crypto.randomUUID()
    const body = { login: 'herepeat', password: PASSWORD }
    await first.post('/api/sign-in', body, key)
    await second.post('/api/sign-in', body, key)
    expect([...second.cookies]).toEqual([...first.cookies])
    const other = await visit(server).post('/api/sign-in', { ...body, password: 'another' }, key)
    expect([other.statusCode, other.json().refusal.code]).toEqual([422, 'key-reused'])
  })

  it('asks a unit’s handler for a code on a device not used for 30 days', async () => {
    const own = phone()
    const wishes = { userName: 'shanxm', password: PASSWORD, phone: own, desks: ['unit-handler'] } as const
    await makeAccount(server, association.unitId, wishes)
    const visitor = visit(server)
    const asked = (await visitor.post('/api/sign-in', { login: own, password: PASSWORD })).json()
    expect(asked).toMatchObject({ step: 'device-code', phoneMasked: `199****${own.slice(-4)}` })
    expect(visitor.cookies.size).toBe(0)
    const { stepToken } = asked
    await visitor.post('/api/sign-in/code', { stepToken })
    const again = await visitor.post('/api/sign-in/code', { stepToken })
    expect(again.json().refusal).toMatchObject({ code: 'code-sent-just-now', seconds: 60 })
    const code = await lastCode(server, own)
    const wrong = code === '000000' ? '000001' : '000000'
    expect((await visitor.post('/api/sign-in/device', { stepToken, code: wrong })).json().refusal).toEqual({
      code: 'code-wrong',
      left: 4,
    })
    expect((await visitor.post('/api/sign-in/device', { stepToken, code })).json()).toEqual({ step: 'done' })
    expect((await visitor.get('/api/session')).json().organisation.name).toBe('甲单位')
    expect((await visitor.post('/api/sign-in/device', { stepToken, code })).json().refusal.code).toBe('step-expired')

    server.clock.add(29 * DAY)
    const known = await visitor.post('/api/sign-in', { login: '91370000MA00000A1X', password: PASSWORD })
    expect(known.json()).toEqual({ step: 'done' })
    server.clock.add(30 * DAY)
    const forgotten = await visitor.post('/api/sign-in', { login: 'shanxm', password: PASSWORD })
    expect(forgotten.json().step).toBe('device-code')
  })

  it('goes by phone and credit code past an account that was only invited, and not where two are active', async () => {
    const own = phone()
    const invited = { userName: 'shaninvited', phone: own, desks: ['unit-handler'] } as const
    await makeAccount(server, association.unitId, invited)
    const step = async (login: string) =>
      (await visit(server).post('/api/sign-in', { login, password: PASSWORD })).json().step
    expect(await step('91370000MA00000A1X')).toBe('device-code')
    const wishes = { userName: 'heshared', password: PASSWORD, phone: own, desks: ['finance'] } as const
    await makeAccount(server, association.officeId, wishes)
    expect(await step(own)).toBe('done')
    expect(await step('shaninvited')).toBeUndefined()
    await makeAccount(server, association.officeId, { ...wishes, userName: 'hesecond' })
    expect(await step(own)).toBeUndefined()
    expect(await step('hesecond')).toBe('done')
  })

  it('answers the same for users who exist and who do not, from the first try to the lock', async () => {
    await officer('heknown')
    const visitor = visit(server)
    const answers = async (login: string) => {
      const seen: unknown[] = []
      for (let guess = 0; guess < 7; guess += 1) {
        const { statusCode, body, headers } = await visitor.post('/api/sign-in', { login, password: `guess ${guess}` })
        seen.push([statusCode, body, headers['set-cookie']])
        server.clock.add(11_000)
      }
      server.clock.add(-7 * 11_000)
      return seen
    }
    const known = await answers('heknown')
    expect(known).toEqual(await answers('henobody'))
    expect(known.map((one) => JSON.parse((one as [number, string])[1]).refusal.code)).toEqual([
      ...Array.from({ length: 5 }, () => 'sign-in-failed'),
      'account-locked',
      'account-locked',
    ])
  })

  it('stays locked for 15 minutes after five failures in a row, and opens for the right password after', async () => {
    const own = phone()
    const wishes = { userName: 'helocked', password: PASSWORD, phone: own, desks: ['finance'] } as const
    await makeAccount(server, association.officeId, wishes)
    const visitor = visit(server)
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await messagesTo(server, own)).toEqual([])
      await visitor.post('/api/sign-in', { login: 'helocked', password: 'wrong' })
      server.clock.add(11_000)
    }
    const until = shanghaiTime(instantOf(server.clock.now() + 15 * MINUTE - 11_000))
    expect(await messagesTo(server, own)).toEqual([
      { kind: 'account-locked', to: own, variables: { userName: 'helocked', until } },
    ])
    const locked = await visitor.post('/api/sign-in', { login: 'helocked', password: PASSWORD })
    expect(locked.json().refusal.code).toBe('account-locked')
    server.clock.add(15 * MINUTE)
    expect((await visitor.post('/api/sign-in', { login: 'helocked', password: PASSWORD })).json().step).toBe('done')
  })

  it('ends with the account: a disabled one loses its sessions at once and cannot come back', async () => {
    const id = await officer('hegone')
    const visitor = visit(server)
    await visitor.post('/api/sign-in', { login: 'hegone', password: PASSWORD })
    expect((await visitor.get('/api/session')).statusCode).toBe(200)
    await asSystem(server.services, (tx) => disableAccount(tx, id))
    expect((await visitor.get('/api/session')).statusCode).toBe(401)
    const refused = await visitor.post('/api/sign-in', { login: 'hegone', password: PASSWORD })
    expect(refused.json().refusal.code).toBe('sign-in-failed')
  })

  it('lists sessions, ends one of them, and signs out', async () => {
    await officer('hesessions')
    const [office, home] = [visit(server), visit(server)]
    for (const one of [office, home]) await one.post('/api/sign-in', { login: 'hesessions', password: PASSWORD })
    const { sessions } = (await office.get('/api/sessions')).json()
    expect(sessions).toHaveLength(2)
    const other = sessions.find(({ current }: { current: boolean }) => !current)
    expect((await office.post('/api/sessions/end', { id: other.id })).statusCode).toBe(200)
    expect((await home.get('/api/session')).statusCode).toBe(401)
    const own = sessions.find(({ current }: { current: boolean }) => current)
    const stranger = visit(server)
    await officer('hestranger')
    await stranger.post('/api/sign-in', { login: 'hestranger', password: PASSWORD })
    expect((await stranger.post('/api/sessions/end', { id: own.id })).statusCode).toBe(404)
    await office.post('/api/sign-out')
    expect(office.cookies.has('__Host-huzhu-session')).toBe(false)
    expect((await office.get('/api/session')).statusCode).toBe(401)
  })

  it('leaves sessions on record for half a year after they ended, and not longer', async () => {
    await officer('helongago')
    const left = () =>
      asSystem(server.services, async ({ db }) => {
        const { rows } = await sql<{ left: number; told: number }>`select (select count(*)::int from sessions s
            join accounts a on a.id = s.account_id where a.user_name = 'helongago') as left,
          (select count(*)::int from journal where action = 'account.sessions-removed') as told`.execute(db)
        return rows[0]
      })
    await visit(server).post('/api/sign-in', { login: 'helongago', password: PASSWORD })
    const begun = server.clock.now()
    server.clock.add(183 * DAY)
    await removeOldTraces(server.services)
    expect((await left())?.left).toBe(1)
    const { told } = (await left()) ?? { told: 0 }
    server.clock.add(2 * DAY)
    await removeOldTraces(server.services)
    expect(await left()).toEqual({ left: 0, told: told + 1 })
    server.clock.add(begun - server.clock.now())
  })

  it('remembers theme and type size', async () => {
    await officer('helarge')
    const visitor = visit(server)
    await visitor.post('/api/sign-in', { login: 'helarge', password: PASSWORD })
    await visitor.post('/api/session/preferences', { theme: 'dark', size: 'large' })
    expect((await visitor.get('/api/session')).json()).toMatchObject({ theme: 'dark', size: 'large' })
  })

  it('changes the password with the present one, tells by SMS and ends the other sessions', async () => {
    const own = phone()
    await makeAccount(server, association.officeId, {
      userName: 'hechange',
      password: PASSWORD,
      phone: own,
      desks: ['finance'],
    })
    const [here, there] = [visit(server), visit(server)]
    for (const one of [here, there]) await one.post('/api/sign-in', { login: 'hechange', password: PASSWORD })
    const change = (present: string, password: string) => here.post('/api/session/password', { present, password })
    expect((await change('wrong', 'thimble orchard 81 frost')).json().refusal.code).toBe('password-wrong')
    expect((await change(PASSWORD, 'short')).json().refusal).toEqual({ code: 'password-too-short', least: 15 })
    expect((await change(PASSWORD, `hechange${own}1`)).json().refusal.code).toBe('password-from-known-words')
    expect((await change(PASSWORD, 'thimble orchard 81 frost')).statusCode).toBe(200)
    expect((await here.get('/api/session')).statusCode).toBe(200)
    expect((await there.get('/api/session')).statusCode).toBe(401)
    expect((await messagesTo(server, own))[0]).toMatchObject({
      kind: 'password-changed',
      variables: { userName: 'hechange' },
    })
  })
})
