import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../../src/server/app.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { lastCode, makeAccount } from '../support/accounts.ts'
import { asSystem, makeAssociation, type Association } from '../support/actors.ts'
import { overlap } from '../support/overlap.ts'
import { picture } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

const CONNECTIONS = 32
const GUESSES = 200
const PASSWORD = 'heron lantern 62 gravel'

describe('guesses on 32 connections at once', () => {
  let server: TestServer
  let association: Association
  let database: Database
  let app: FastifyInstance
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    database = openDatabase({ url: server.database.urls.app, interactive: CONNECTIONS })
    app = await createApp({ services: { ...server.services, transactions: { database, filtering: true } } })
  })
  afterAll(async () => {
    await app.close()
    await database.close()
    await server.stop()
  })

  let requests = 0
  const post = async (url: string, payload: object) => {
    requests += 1
    const remoteAddress = `10.1.${(requests >> 8) & 255}.${requests & 255}`
    const headers = { 'x-huzhu': '1', 'idempotency-key': randomUUID() }
    return (await app.inject({ method: 'POST', url, payload, remoteAddress, headers })).json()
  }
  const counted = (answers: readonly { refusal?: { code: string } }[]) => {
    const counts = new Map<string, number>()
    for (const { refusal } of answers) {
      const code = refusal?.code ?? 'accepted'
      counts.set(code, (counts.get(code) ?? 0) + 1)
    }
    return counts
  }
  const guess = async (url: string, payloads: readonly object[]) =>
    counted(await Promise.all(payloads.map((payload) => post(url, payload))))
  /** Nobody may write to the table before all have come to where they write, or wait for whoever is there. */
  const guessTogether = async (table: string, url: string, payloads: readonly object[]) => {
    const lock = { sql: `lock table ${table} in share mode`, waiters: payloads.length }
    const outcomes = await overlap(server.database, lock, () => payloads.map((payload) => post(url, payload)))
    return counted(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : {})))
  }
  const wrongCodes = (right: string) =>
    Array.from({ length: GUESSES }, (_, n) => String((Number(right) + 1 + n) % 1_000_000).padStart(6, '0'))

  it('try a code five times, not more; asking again buys no fresh tries, and ten an hour are all', async () => {
    const phone = '19960000001'
    await makeAccount(server, association.unitId, {
      userName: 'guessed',
      password: PASSWORD,
      phone,
      desks: ['unit-handler'],
    })
    const tried: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const { stepToken } = await post('/api/forgotten/code', { phone })
      if (!stepToken) break
      const right = await lastCode(server, phone)
      const guesses = wrongCodes(right).map((code) => ({ stepToken, code }))
      const counts = await guess('/api/forgotten/accounts', guesses)
      tried.push(counts.get('code-wrong') ?? 0)
      expect((counts.get('code-wrong') ?? 0) + (counts.get('code-tries-used-up') ?? 0)).toBe(GUESSES)
      const late = await post('/api/forgotten/accounts', { stepToken, code: right })
      expect(late.refusal.code).toBe('code-tries-used-up')
      const again = await post('/api/forgotten/code', { phone })
      expect(again.refusal.code).toMatch(/^code-/)
      server.clock.add(5 * 60_000)
    }
    expect(tried).toEqual([5, 5, 0])
  })

  it('try a password five times at most before the account is locked', async () => {
    const wishes = { userName: 'passworded', password: PASSWORD, phone: '19960000002', desks: ['finance'] } as const
    await makeAccount(server, association.officeId, wishes)
    const guesses = Array.from({ length: CONNECTIONS }, (_, n) => ({
      login: 'passworded',
      password: `guess number ${n}`,
    }))
    // All have read how often was failed, and wait to write that they failed too.
    const counts = await guessTogether('attempts', '/api/sign-in', guesses)
    expect(counts.get('sign-in-failed')).toBeLessThanOrEqual(5)
    expect(counts.get('accepted')).toBeUndefined()
    const right = await post('/api/sign-in', { login: 'passworded', password: PASSWORD })
    expect(right.refusal.code).toMatch(/^(account-locked|sign-in-too-soon)$/)
  })

  /** How many more may come from an address in its time, after so many. */
  const attemptsOf = (kind: string, from: string, count: number) =>
    asSystem(server.services, (tx) => {
      const address = server.services.crypto.blindIndex('attempts.address', from)
      return sql`insert into attempts (kind, subject, at) select ${kind}, ${address}, ${new Date(tx.now)}
        from generate_series(1, ${count}::int)`.execute(tx.db)
    })
  const BURST = 16

  it('cannot have more codes sent from one address than it may, to however many phones', async () => {
    const remoteAddress = '10.7.7.7'
    await attemptsOf('code-sent-from', remoteAddress, 57)
    const send = async (phone: string) => {
      const headers = { 'x-huzhu': '1', 'idempotency-key': randomUUID() }
      const url = '/api/forgotten/code'
      return (await app.inject({ method: 'POST', url, payload: { phone }, remoteAddress, headers })).json()
    }
    const phones = Array.from({ length: BURST }, (_, n) => `199611${String(n).padStart(5, '0')}`)
    const lock = { sql: 'lock table attempts in share mode', waiters: BURST }
    const outcomes = await overlap(server.database, lock, () => phones.map(send))
    const counts = counted(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : {})))
    expect(Object.fromEntries(counts)).toEqual({ accepted: 3, 'too-many-requests': BURST - 3 })
  })

  it('cannot upload more from one address than it may, over however many drafts', async () => {
    const remoteAddress = '10.8.8.8'
    const visitor = visit({ app }, remoteAddress)
    const { draft } = (await visitor.post('/api/registration/drafts')).json()
    await attemptsOf('draft-upload', remoteAddress, 97)
    const bytes = await picture()
    const upload = async () => {
      const url = '/api/registration/documents/union-certificate'
      return (await visitor.upload(url, '证书.png', bytes, { 'x-huzhu-draft': draft })).json()
    }
    const lock = { sql: 'lock table attempts in share mode', waiters: BURST }
    const outcomes = await overlap(server.database, lock, () => Array.from({ length: BURST }, upload))
    const counts = counted(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : {})))
    expect(Object.fromEntries(counts)).toEqual({ accepted: 3, 'upload-quota-reached': BURST - 3 })
  })

  it('of the right code sign in once', async () => {
    const phone = '19960000003'
    const wishes = { userName: 'onceonly', password: PASSWORD, phone, desks: ['unit-handler'] } as const
    await makeAccount(server, association.unitId, wishes)
    const { stepToken } = await post('/api/sign-in', { login: 'onceonly', password: PASSWORD })
    await post('/api/sign-in/code', { stepToken })
    const code = await lastCode(server, phone)
    const guesses = Array.from({ length: CONNECTIONS }, () => ({ stepToken, code }))
    const counts = await guessTogether('one_time_codes', '/api/sign-in/device', guesses)
    expect(counts.get('accepted')).toBe(1)
  })
})
