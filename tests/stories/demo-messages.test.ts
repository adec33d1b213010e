import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { inTransaction } from '../../src/server/db/transaction.ts'
import { startJobs } from '../../src/server/jobs/start-jobs.ts'
import { queueMessage } from '../../src/server/messages/queue-message.ts'
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

test('the page’s route does not exist where the database is no demo', async () => {
  const app = await createApp({ services: { ...server.services, demo: false } })
  expect((await app.inject({ method: 'GET', url })).statusCode).toBe(404)
  await app.close()
})
