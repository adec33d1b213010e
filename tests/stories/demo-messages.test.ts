import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '../../src/contract/api.ts'
import { createApp } from '../../src/server/app.ts'
import { inTransaction } from '../../src/server/db/transaction.ts'
import { startJobs } from '../../src/server/jobs/start-jobs.ts'
import { queueMessage } from '../../src/server/messages/queue-message.ts'
import { routesOf } from '../../src/server/routes.ts'
import { tasksOf } from '../../src/server/tasks.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
const url = '/api/demo/messages'

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('what a demo database sends can be read on the page 短信与邮件 and leaves for nowhere', async () => {
  const { services, database, clock, app } = server
  const jobs = await startJobs({ jobsUrl: database.urls.jobs, ...tasksOf(services), log: console })
  const begin = { kind: 'system', purpose: 'registration' } as const
  const wish = { kind: 'registration-received', to: '19900000001', variables: { number: 'ZC1' }, place: 0 } as const
  const request = { begin, command: 'test', now: clock.now() }
  const id = await inTransaction(services.transactions, request, (tx) => queueMessage(tx, services.crypto, wish))
  await expect
    .poll(async () => (await app.inject({ method: 'GET', url })).json(), { timeout: 10_000 })
    .toMatchObject({
      messages: [{ id, channel: 'sms', recipient: '19900000001', text: expect.stringContaining('ZC1') }],
    })
  await jobs.stop()
})

test('no route of a demo exists where the database is none', async () => {
  const services = { ...server.services, demo: false }
  const pathsOf = ({ endpoints, files }: ReturnType<typeof routesOf>) =>
    [...endpoints.map(({ endpoint }) => endpoint), ...files.map(({ route }) => route)].map(({ path }) => path)
  const kept = new Set(pathsOf(routesOf(services)))
  const gone = pathsOf(routesOf(server.services)).filter((path) => !kept.has(path))
  const ofDemos = endpoints.filter(({ path }) => path.startsWith('/api/demo/'))
  expect(gone).toEqual(ofDemos.map(({ path }) => path))
  expect(gone).toContain(url)
  const app = await createApp({ services })
  for (const { method, path } of ofDemos) {
    const answer = await app.inject({ method, url: path, headers: { 'x-huzhu': '1' } })
    expect([path, answer.statusCode]).toEqual([path, 404])
  }
  expect((await app.inject('/api/entrance')).json()).toMatchObject({ demo: false, demoAccounts: [] })
  await app.close()
})
