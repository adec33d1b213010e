import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, fileRoutes } from '../../src/contract/api.ts'
import { findObjects } from '../../src/contract/oversight.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { createApp } from '../../src/server/app.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('two clerks behind the address of one office', () => {
  let server: TestServer
  let one: Actor
  let other: Actor
  beforeAll(async () => {
    server = await startTestServer()
    const { officeId } = await makeAssociation(server)
    one = await signIn(server, officeId, { desks: ['enrolment-review'] })
    other = await signIn(server, officeId, { desks: ['enrolment-review'] })
  })
  afterAll(() => server.stop())

  it('have each the whole rate of an endpoint that is limited by account, and no more', async () => {
    const search = (actor: Actor) => actor.post('/api/find', { text: 'CB0000' })
    for (let times = 0; times < findObjects.rate.count; times++) expect((await search(one)).statusCode).toBe(200)
    const over = await search(one)
    expect([over.statusCode, over.json().refusal.code]).toEqual([429, 'too-many-requests'])
    expect(over.json().refusal.seconds).toBeGreaterThan(0)
    expect((await search(other)).statusCode).toBe(200)
  })
  it('are counted by account only where there is one', () => {
    const byAccount = [...endpoints, ...fileRoutes].filter(({ rate }) => rate?.per === 'account')
    expect(byAccount.length).toBeGreaterThan(0)
    expect(byAccount.filter(({ access }) => access === 'anyone')).toEqual([])
  })

  it('load the pages in the morning without using up what one address may ask', async () => {
    const pages = mkdtempSync(join(tmpdir(), 'huzhu-pages-'))
    mkdirSync(join(pages, 'assets'))
    writeFileSync(join(pages, 'index.html'), '<!doctype html>')
    writeFileSync(join(pages, 'assets', 'base.js'), '')
    const app = await createApp({ services: server.services, pages })
    const leftAfter = async (url: string) => (await app.inject({ url })).headers['x-ratelimit-remaining']
    expect(await leftAfter('/api/openapi.json')).toBe('1199')
    for (let times = 0; times < 100; times++) expect(await leftAfter('/assets/base.js')).toBeUndefined()
    expect(await leftAfter('/api/openapi.json')).toBe('1198')
    await app.close()
    rmSync(pages, { recursive: true })
  })
})
