import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAccount, messagesTo } from '../support/accounts.ts'
import { makeAssociation } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

const DAY = 24 * 3_600_000
const PASSWORD = 'Heron lantern 62 gravel'
const NEXT = 'Marble orchard 41 kettle'
const PHONE = '19950000001'

describe('a deployment that asks for complexity and rotation of passwords', () => {
  let server: TestServer
  const signIn = async (password: string, visitor = visit(server)) =>
    (await visitor.post('/api/sign-in', { login: 'heyun', password })).json()
  const renew = async (stepToken: string, password: string, visitor = visit(server)) =>
    (await visitor.post('/api/sign-in/password', { stepToken, password })).json()

  beforeAll(async () => {
    server = await startTestServer({ passwordSwitches: { leastClasses: 4, rotationDays: 90 } })
    const { officeId } = await makeAssociation(server)
    const wishes = { userName: 'heyun', password: PASSWORD, phone: PHONE, desks: ['finance'] } as const
    await makeAccount(server, officeId, wishes)
  })
  afterAll(() => server.stop())

  it('lets a password be used until its last day', async () => {
    expect(await signIn(PASSWORD)).toEqual({ step: 'done' })
    server.clock.add(89 * DAY)
    expect(await signIn(PASSWORD)).toEqual({ step: 'done' })
  })
  it('then asks for another one at sign-in, which has to hold what is asked for', async () => {
    server.clock.add(DAY)
    const visitor = visit(server)
    const { step, stepToken } = await signIn(PASSWORD, visitor)
    expect(step).toBe('password-due')
    expect((await visitor.get('/api/session')).statusCode).toBe(401)
    expect((await renew(stepToken, PASSWORD)).refusal.code).toBe('password-unchanged')
    expect((await renew(stepToken, NEXT.toLowerCase())).refusal).toEqual({ code: 'password-needs-classes', least: 4 })
    expect(await renew(stepToken, NEXT, visitor)).toEqual({ step: 'done' })
    expect((await visitor.get('/api/session')).json().userName).toBe('heyun')
    expect((await messagesTo(server, PHONE)).map(({ kind }) => kind)).toContain('password-changed')
  })
  it('takes the new one from then on, and the step only once', async () => {
    expect((await signIn(PASSWORD)).refusal.code).toBe('sign-in-failed')
    expect(await signIn(NEXT)).toEqual({ step: 'done' })
    expect((await renew('AAAAAAAAAAAAAAAAAAAAAA', NEXT)).refusal.code).toBe('step-expired')
  })
})
