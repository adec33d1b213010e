import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, fileRoutes } from '../../src/contract/api.ts'
import type { Endpoint, FileRoute } from '../../src/contract/endpoint.ts'
import { routesOf } from '../../src/server/routes.ts'
import { asSystem, makeAssociation, type Actor } from '../support/actors.ts'
import { allowed, notAllowed, signInEachDesk, type EachDesk } from '../support/each-desk.ts'
import { mutations } from '../support/mutations.ts'
import { callOf, sampleInput, type Call } from '../support/sample-input.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Declared = Endpoint | FileRoute

/**
 * Who does these gives the password again: rights, phones and accounts of money change, numbers leave in full, money
 * leaves. Source: security 22.
 */
const PASSWORD_AGAIN = [
  'accounts.change-member',
  'accounts.change-phone',
  'accounts.invite-member',
  'accounts.send-own-phone-code',
  'claim-exports.decide',
  'claim-exports.start-unmasked',
  'claim-settings.save',
  'claim-settings.save-officer',
  'organisations.add',
  'organisations.change',
  'organisations.upload-seal',
  'payouts.correct-payee',
  'payouts.decide-payee',
  'payouts.decide-reversal',
  'payouts.release',
  'units.change-handler',
  'units.decide-change',
  'units.request-change',
  'units.send-change-code',
]
const CONFIRMED_FOR_MS = 5 * 60_000

/** For some ten thousand requests, on a machine that does other things as well. */
const MANY_MS = 300_000

describe('the contract', () => {
  let server: TestServer
  let actors: EachDesk
  let calls = 0
  beforeAll(async () => {
    server = await startTestServer()
    actors = await signInEachDesk(server, await makeAssociation(server))
  })
  afterAll(() => server.stop())

  const everything: readonly Declared[] = [...endpoints, ...fileRoutes]
  const mounted = (): readonly Declared[] => {
    const { endpoints: served, files } = routesOf(server.services)
    return [...served.map(({ endpoint }) => endpoint), ...files.map(({ route }) => route)]
  }
  const served = () => new Set(mounted().map(({ name }) => name))

  /** Every request comes from an address of its own, so that floods of one address are not what is tested. */
  const send = ({ method, url, body }: Call, headers: Record<string, string> = {}) => {
    calls += 1
    const remoteAddress = `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`
    const payload = method === 'POST' ? { payload: body } : {}
    return server.app.inject({ method, url, remoteAddress, ...payload, headers: { 'x-huzhu': '1', ...headers } })
  }
  const as = (actor: Actor | undefined): Record<string, string> => (actor ? { ...actor.headers } : {})
  const newKey = () => ({ 'idempotency-key': randomUUID() })
  const entries = async () => {
    const count = sql<{ count: number }>`select count(*)::int as count from journal`
    return (await asSystem(server.services, (tx) => count.execute(tx.db))).rows[0]?.count ?? 0
  }

  it('is served whole, and nothing else is', () => {
    const names = (all: readonly Declared[]) => all.map(({ name }) => name).toSorted()
    expect(names(mounted())).toEqual(names(everything))
    expect(new Set(names(everything)).size).toBe(everything.length)
  })

  it('is closed to strangers, before anything of their input is looked at', async () => {
    const closed = mounted().filter(({ access }) => access !== 'anyone')
    expect(closed.length).toBeGreaterThan(30)
    for (const one of closed) {
      for (const cookie of ['', `__Host-huzhu-session=${'A'.repeat(22)}`]) {
        const { statusCode, body } = await send(callOf(one, sampleInput(one)), { cookie, ...newKey() })
        expect([one.name, statusCode, body]).toEqual([
          one.name,
          401,
          JSON.stringify({ kind: 'refusal', refusal: { code: 'not-signed-in' } }),
        ])
      }
      const nonsense = await send({ method: one.method, url: callOf(one, sampleInput(one)).url, body: { nonsense: 1 } })
      expect([one.name, nonsense.statusCode]).toEqual([one.name, 401])
    }
  })

  it('is closed to every other desk', async () => {
    for (const one of mounted()) {
      const other = notAllowed(actors, one)
      if (!other) continue
      const { statusCode, body } = await send(callOf(one, sampleInput(one)), { ...as(other), ...newKey() })
      expect([one.name, statusCode, body]).toEqual([
        one.name,
        403,
        JSON.stringify({ kind: 'refusal', refusal: { code: 'not-allowed' } }),
      ])
    }
  })

  it('asks for the password again before rights, accounts, full numbers and money, whatever the row is', async () => {
    const again = everything.filter(({ reauthenticates }) => reauthenticates)
    expect(again.map(({ name }) => name).toSorted()).toEqual(PASSWORD_AGAIN)
    const codeOf = async (one: Declared) => {
      const call = callOf(one, sampleInput(one))
      return (await send(call, { ...as(allowed(actors, one.access)), ...newKey() })).json().refusal?.code
    }
    for (const one of again) expect([one.name, await codeOf(one)]).not.toEqual([one.name, 'password-needed'])
    server.clock.add(CONFIRMED_FOR_MS + 1)
    for (const one of again) expect([one.name, await codeOf(one)]).toEqual([one.name, 'password-needed'])
    server.clock.add(-CONFIRMED_FOR_MS - 1)
  })

  it('refuses unknown fields', async () => {
    for (const one of endpoints.filter(({ name }) => served().has(name))) {
      const { statusCode } = await send(callOf(one, { ...sampleInput(one), surplus: 'x' }), {
        ...as(allowed(actors, one.access)),
        ...newKey(),
      })
      expect([one.name, statusCode]).toEqual([one.name, 400])
    }
  })

  /** All but the one that ends the session of whoever tries it. */
  const callable = () => endpoints.filter(({ name }) => served().has(name) && name !== 'accounts.sign-out')

  it('wants an idempotency key with every command, repeats its answer once, and refuses another body', async () => {
    const done: string[] = []
    for (const one of callable().filter(({ kind }) => kind === 'command')) {
      const input = sampleInput(one)
      const who = { ...as(allowed(actors, one.access)), 'x-huzhu-draft': 'B'.repeat(22) }
      const without = await send(callOf(one, input), who)
      expect([one.name, without.statusCode, without.json().refusal?.code]).toEqual([one.name, 422, 'key-missing'])
      const key = newKey()
      const first = await send(callOf(one, input), { ...who, ...key })
      if (first.statusCode !== 200) continue
      done.push(one.name)
      const written = await entries()
      const second = await send(callOf(one, input), { ...who, ...key })
      expect([one.name, second.statusCode, second.body]).toEqual([one.name, 200, first.body])
      expect([one.name, await entries()]).toEqual([one.name, written])
      const changed = mutations(one).find(({ valid }) => valid)
      if (!changed) continue
      const other = await send(callOf(one, changed.input), { ...who, ...key })
      expect([one.name, other.statusCode, other.json().refusal?.code]).toEqual([one.name, 422, 'key-reused'])
    }
    expect(done).toContain('units.start-registration')
    expect(done).toContain('accounts.save-preferences')
  })

  it(
    'answers no mutated request with a fault',
    async () => {
      const faults: string[] = []
      for (const one of callable()) {
        for (const { what, input } of mutations(one)) {
          const headers = { ...as(allowed(actors, one.access)), ...(one.kind === 'command' ? newKey() : {}) }
          const { statusCode, body } = await send(callOf(one, input), headers)
          if (statusCode >= 500) faults.push(`${one.name} · ${what}: ${body}`)
        }
      }
      expect(faults).toEqual([])
    },
    MANY_MS,
  )

  it('is told as OpenAPI 3.1, every endpoint with its input, answer and failures', async () => {
    const document = (await send({ method: 'GET', url: '/api/openapi.json', body: {} })).json()
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap(Object.values)
    expect(new Set(operations.map(({ operationId }) => operationId))).toEqual(served())
    expect(document.paths['/api/registrations/{id}/approve'].post).toMatchObject({
      summary: expect.stringContaining('activation code'),
      description: 'Desks: registration-review.',
      security: [{ session: [] }],
      parameters: [
        { name: 'id', in: 'path', required: true },
        { name: 'X-Huzhu', in: 'header' },
        { name: 'Idempotency-Key', in: 'header', required: true },
      ],
      requestBody: {
        content: { 'application/json': { schema: { additionalProperties: false, required: ['version'] } } },
      },
      responses: {
        '200': {},
        '409': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } } },
      },
    })
    expect(JSON.stringify(document)).not.toContain('$schema')
  })
})
