import { afterAll, beforeAll, expect, describe, it } from 'vitest'
import { bringCatalogue, foundDatabase } from '../../src/server/found-database.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

type DemoAccount = { userName: string; password: string; organisationName: string; title: string }

describe('a demo database', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
    await bringCatalogue(server.services)
    await foundDatabase(server.services)
  })
  afterAll(() => server.stop())

  it('lists accounts on the sign-in page that all can sign in, until somebody changes their password', async () => {
    const entrance = async () => (await visit(server).get('/api/entrance')).json()
    const { demo, associationName, demoAccounts } = await entrance()
    expect(demo).toBe(true)
    expect(associationName).not.toBe('')
    expect(demoAccounts.length).toBe(26)
    for (const { userName: login, password, title } of demoAccounts as DemoAccount[]) {
      const { step } = (await visit(server).post('/api/sign-in', { login, password })).json()
      expect([login, step]).toEqual([login, title === '单位经办人' ? 'device-code' : 'done'])
    }
    const [first] = demoAccounts as DemoAccount[]
    const visitor = visit(server)
    await visitor.post('/api/sign-in', { login: first?.userName, password: first?.password })
    const body = { present: first?.password, password: 'thimble orchard 81 frost' }
    server.clock.add(1000)
    expect((await visitor.post('/api/session/password', body)).statusCode).toBe(200)
    expect((await entrance()).demoAccounts.length).toBe(25)
  })
})
