import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastCode, makeAccount, messagesTo } from '../support/accounts.ts'
import { makeAssociation, type Association } from '../support/actors.ts'
import { fillIn, submit } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const PASSWORD = 'heron lantern 62 gravel'

describe('a code by SMS that a stranger asks for', () => {
  let server: TestServer
  let association: Association
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
  })
  afterAll(() => server.stop())

  const handler = (userName: string, phone: string) =>
    makeAccount(server, association.unitId, { userName, password: PASSWORD, phone, desks: ['unit-handler'] })
  let strangers = 0
  const ask = async (url: string, payload: object): Promise<string> => {
    const stranger = visit(server, `10.1.0.${(strangers += 1)}`)
    const response = await stranger.post(url, payload)
    return response.statusCode === 200 ? 'sent' : response.json().refusal.code
  }
  const invented = { registration: 'ZC37132611109999', claim: 'CL3713202611109999999' }
  const progress = (phone: string) => ask('/api/registration/progress/code', { number: invented.registration, phone })
  const claim = (phone: string) => ask('/api/claim-progress/code', { number: invented.claim, phone })
  const forgotten = (phone: string) => ask('/api/forgotten/code', { phone })
  const signIn = async (login: string) => {
    const visitor = visit(server, '10.2.0.1')
    const { stepToken } = (await visitor.post('/api/sign-in', { login, password: PASSWORD })).json()
    return visitor.post('/api/sign-in/code', { stepToken })
  }

  it('under an invented number keeps the handler from no other code', async () => {
    const phone = '19950000001'
    await handler('lincodeone', phone)
    const asked: string[] = []
    for (let minute = 0; minute < 150; minute += 1) {
      asked.push(await progress(phone))
      await claim(phone)
      server.clock.add(MINUTE)
    }
    expect(asked.filter((one) => one === 'sent')).toHaveLength(10)
    expect(asked.at(-1)).toBe('code-limit-reached')
    expect(await messagesTo(server, phone)).toEqual([])
    expect((await signIn('lincodeone')).statusCode).toBe(200)
    expect(await lastCode(server, phone)).toMatch(/^\d{6}$/)
    expect(await forgotten(phone)).toBe('sent')
    expect(await messagesTo(server, phone)).toHaveLength(2)
  })

  it('tells by no other purpose whether the first one found anybody', async () => {
    server.clock.add(DAY)
    const known = '19950000002'
    const unknown = '19950000003'
    await handler('lincodetwo', known)
    const answers = async (phone: string) => {
      const told: string[] = []
      for (let minute = 0; minute < 14; minute += 1) {
        for (const one of [forgotten, progress, claim]) told.push(await one(phone))
        server.clock.add(MINUTE)
      }
      return told
    }
    const ofKnown = await answers(known)
    server.clock.add(DAY)
    expect(ofKnown).toEqual(await answers(unknown))
    expect(await messagesTo(server, known)).toHaveLength(5)
    expect(await messagesTo(server, unknown)).toEqual([])
  })

  it('reaches one phone five times an hour over all purposes; who gives the password is told', async () => {
    server.clock.add(DAY)
    const phone = '19950000004'
    await handler('lincodethree', phone)
    const applicant = await fillIn(server, { agencyId: association.agencyId, contactPhone: phone }, '10.3.0.1')
    const { number } = (await submit(server, applicant)).json()
    server.clock.add(2 * 60 * MINUTE)
    const before = (await messagesTo(server, phone)).length
    for (let minute = 0; minute < 3; minute += 1) {
      expect(await forgotten(phone)).toBe('sent')
      expect(await ask('/api/registration/progress/code', { number, phone })).toBe('sent')
      server.clock.add(MINUTE)
    }
    expect((await messagesTo(server, phone)).length - before).toBe(5)
    // The page counts the seconds down and not to the moment: the computer's clock may be wrong.
    expect((await signIn('lincodethree')).json()).toMatchObject({
      refusal: { code: 'code-limit-reached', seconds: 57 * 60 },
    })
    server.clock.add(60 * MINUTE)
    expect((await signIn('lincodethree')).statusCode).toBe(200)
  })
})
