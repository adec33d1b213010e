import { Writable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { logOptions } from '../../src/server/logging/log-options.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const CANARY = '379901198803030098'

let server: TestServer
const lines: string[] = []

beforeAll(async () => {
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  server = await startTestServer({ logger: { ...logOptions('warn'), stream } })
  const superuser = new pg.Client({ connectionString: server.database.superuserUrl })
  await superuser.connect()
  await superuser.query(`create or replace function begin_system(purpose text, command text) returns void language plpgsql as
    $$ begin raise exception 'row of ${CANARY}' using detail = 'Failing row contains (王小五, ${CANARY})'; end $$`)
  await superuser.end()
})
afterAll(() => server.stop())

it('a fault tells whoever meets it nothing but the reference by which the log knows it', async () => {
  const answer = await server.app.inject({ method: 'GET', url: '/api/entrance' })
  const [line = ''] = lines
  const { reference } = JSON.parse(line) as { reference: string }
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toEqual({ kind: 'fault', reference })
  expect(reference).toMatch(/^[0-9a-f-]{36}$/)
  expect(lines).toHaveLength(1)
  for (const told of [CANARY, '王小五']) expect(line).not.toContain(told)
})
