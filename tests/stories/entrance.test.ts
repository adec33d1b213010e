import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  it('is refused where a request does not come from our own pages', async () => {
    const { statusCode } = await server.app.inject({ method: 'POST', url: '/api/sign-in', payload: {} })
    expect(statusCode).toBe(403)
  })
})
