import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { asSystem, makeAssociation } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('someone without a session', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  it('is told that an unknown path was not found', async () => {
    const { statusCode, json } = await server.app.inject({ method: 'GET', url: '/api/nothing' })
    expect(statusCode).toBe(404)
    expect(json()).toEqual({ kind: 'refusal', refusal: { code: 'not-found' } })
  })
  it('is told the telephone of each office, or of the head office where no office has one', async () => {
    await makeAssociation(server)
    const telephones = async () => (await server.app.inject({ method: 'GET', url: '/api/entrance' })).json().telephones
    const set = (kind: string, telephone: string) =>
      asSystem(server.services, ({ db }) =>
        sql`update organisations set telephone = ${telephone} where kind = ${kind}`.execute(db),
      )
    await set('head', '0000-1')
    await set('office', '0000-2')
    expect(await telephones()).toEqual([{ name: '示例办事处', telephone: '0000-2' }])
    await set('office', '')
    expect(await telephones()).toEqual([{ name: '示例总会', telephone: '0000-1' }])
  })
  it('is refused where a request does not come from our own pages', async () => {
    const { statusCode } = await server.app.inject({ method: 'POST', url: '/api/sign-in', payload: {} })
    expect(statusCode).toBe(403)
  })
  describe('with the header of our pages', () => {
    const send = async (origin?: string) => {
      const headers = { 'x-huzhu': '1', host: 'inside.example:3000', ...(origin === undefined ? {} : { origin }) }
      return server.app.inject({ method: 'POST', url: '/api/sign-in', payload: {}, headers })
    }
    it.each([
      'https://elsewhere.example',
      'null',
      'garbage',
      '',
      'http://localhost:8080',
      'http://inside.example',
      'https://localhost',
      'data:text/html,x',
      'file://inside.example:3000',
    ])('is refused from %j', async (origin) => {
      const answer = await send(origin)
      expect([answer.statusCode, answer.json().refusal]).toEqual([403, { code: 'origin-refused' }])
    })
    it.each([undefined, 'http://localhost', 'http://inside.example:3000', 'https://inside.example:3000'])(
      'is heard from %j',
      async (origin) => {
        expect((await send(origin)).statusCode).not.toBe(403)
      },
    )
    it('is refused over plain HTTP where the public address is TLS', async () => {
      const { services } = server
      const app = await createApp({ services: { ...services, publicUrl: 'https://huzhu.example' }, logger: false })
      const from = async (origin: string) => {
        const headers = { 'x-huzhu': '1', host: 'huzhu.example', origin }
        return (await app.inject({ method: 'POST', url: '/api/sign-in', payload: {}, headers })).statusCode
      }
      expect(await from('http://huzhu.example')).toBe(403)
      expect(await from('https://huzhu.example')).not.toBe(403)
      await app.close()
    })
  })
})
