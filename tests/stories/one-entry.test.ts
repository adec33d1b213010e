import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import { fastify, type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoint, fileRoute } from '../../src/contract/endpoint.ts'
import type { Transaction } from '../../src/server/db/transaction.ts'
import { mountFile, serveFile } from '../../src/server/http/mount-file.ts'
import { mount, serve } from '../../src/server/http/mount.ts'
import { record } from '../../src/server/journal.ts'
import { asSystem, makeAssociation } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const asked = z.strictObject({ entries: z.int() })
const answered = z.strictObject({ done: z.boolean() })
const declared = { summary: '', access: 'anyone', scope: 'public', method: 'POST', output: answered } as const

describe('a command leaves exactly one journal entry', () => {
  let server: TestServer
  let app: FastifyInstance
  beforeAll(async () => {
    server = await startTestServer()
    await makeAssociation(server)
    app = fastify()
    await app.register(multipart)
    const settings = { ...server.services, isConfirmed: async () => true }
    const command = endpoint({
      ...declared,
      name: 'units.rename',
      kind: 'command',
      path: '/api/rename',
      input: asked,
    })
    const upload = fileRoute({
      ...declared,
      name: 'units.rename-by-file',
      kind: 'upload',
      path: '/api/rename-by-file',
      input: asked,
    })
    mount(
      app,
      settings,
      serve(command, (tx, { entries }) => rename(tx, entries)),
    )
    mountFile(
      app,
      settings,
      serveFile(upload, ({ within }, { entries }) => within('units.rename-by-file', (tx) => rename(tx, entries))),
    )
  })
  afterAll(async () => {
    await app.close()
    await server.stop()
  })

  /** Changes a row, and writes so many entries about it. */
  async function rename(tx: Transaction, entries: number) {
    await sql`update organisations set telephone = telephone || '1' where code = '1000'`.execute(tx.db)
    for (let count = 0; count < entries; count += 1) await record(tx, { action: 'units.rename' })
    return { done: true }
  }

  /** What of it is there: the row as it stands, the entries, and keys that would repeat an answer. */
  const left = () =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ telephone: string; entries: number; keys: number }>`select telephone,
        (select count(*)::int from journal where action = 'units.rename') as entries,
        (select count(*)::int from idempotency_keys) as keys from organisations where code = '1000'`.execute(db)
      return rows[0]
    })

  const ways = {
    'of a page': (entries: number) => ({ url: '/api/rename', payload: { entries } }),
    'of an upload': (entries: number) => ({ url: `/api/rename-by-file?entries=${entries}` }),
  }
  const called = (way: keyof typeof ways, entries: number) =>
    app.inject({ method: 'POST', headers: { 'idempotency-key': randomUUID() }, ...ways[way](entries) })

  describe.each(Object.keys(ways) as (keyof typeof ways)[])('%s', (way) => {
    it.each([0, 2])('and with %i entries fails, and leaves neither row nor entry nor key', async (entries) => {
      const before = await left()
      expect((await called(way, entries)).statusCode).toBe(500)
      expect(await left()).toEqual(before)
    })
    it('and is done with one', async () => {
      const { telephone = '', entries = 0, keys = 0 } = (await left()) ?? {}
      expect((await called(way, 1)).json()).toEqual({ done: true })
      expect(await left()).toEqual({ telephone: `${telephone}1`, entries: entries + 1, keys: keys + 1 })
    })
  })
})
