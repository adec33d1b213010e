import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveNewAccount } from '../../src/server/accounts/account-store.ts'
import type { OrganisationId } from '../../src/domain/shared/ids.ts'
import { asSystem, makeAssociation } from '../support/actors.ts'
import { rounds } from '../support/long.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const SAMPLES = rounds(60, 2_000)
/** Warming up: the first calls compile statements and plans. */
const FIRST = 10

/** A quarter, which an everyday run on a busy machine can tell; a long run tells a twentieth. */
const MOST = Math.log(rounds(1.25, 1.05))

describe('whoever asks about an account that may not exist', () => {
  let server: TestServer
  let officeId: OrganisationId
  let requests = 0
  beforeAll(async () => {
    server = await startTestServer()
    officeId = (await makeAssociation(server)).officeId
    const { crypto, passwords } = server.services
    const passwordHash = await passwords.hash('heron lantern 62 gravel')
    await asSystem(server.services, async (tx) => {
      for (let one = 0; one < SAMPLES + FIRST; one += 1) {
        const secrets = { phone: phoneOf(one) }
        const organisation = { id: officeId, place: 0 }
        const wanted = {
          organisation,
          userName: `known${one}`,
          name: '已知',
          desks: ['finance'] as const,
          secrets,
          passwordHash,
        }
        await saveNewAccount(tx, crypto, wanted)
      }
    })
  })
  afterAll(() => server.stop())

  const phoneOf = (one: number) => `1991${String(one).padStart(7, '0')}`
  const unknownPhone = (one: number) => `1992${String(one).padStart(7, '0')}`

  const timed = async (url: string, payload: object) => {
    requests += 1
    const remoteAddress = `10.2.${(requests >> 8) & 255}.${requests & 255}`
    const headers = { 'x-huzhu': '1', 'idempotency-key': randomUUID() }
    const begun = performance.now()
    const {
      statusCode,
      body,
      headers: answered,
    } = await server.app.inject({ method: 'POST', url, payload, remoteAddress, headers })
    const milliseconds = performance.now() - begun
    const shape = body.replace(/"stepToken":"[\w-]{22}"/, '"stepToken":""')
    return { milliseconds, answer: [statusCode, shape, Object.keys(answered).join(), answered['content-length']] }
  }
  /** The lower quartile: what the work takes where the machine does little else. */
  const quartile = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? 0

  /** Asks by turns and in turning order, so that whatever else the machine does hits both alike. */
  const compare = async (url: string, known: (one: number) => object, unknown: (one: number) => object) => {
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let one = 0; one < SAMPLES + FIRST; one += 1) {
      const kinds = one % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
      const answers: unknown[] = []
      for (const kind of kinds) {
        const { milliseconds, answer } = await timed(url, (kind === 'known' ? known : unknown)(one))
        answers.push(answer)
        if (one >= FIRST) times[kind].push(milliseconds)
      }
      expect(answers[0]).toEqual(answers[1])
    }
    return Math.abs(Math.log(quartile(times.known) / quartile(times.unknown)))
  }

  it('gets the same answer in the same time when signing in', async () => {
    const password = 'not the password'
    const difference = await compare(
      '/api/sign-in',
      (one) => ({ login: `known${one}`, password }),
      (one) => ({ login: `nobody${one}`, password }),
    )
    expect(difference).toBeLessThan(MOST)
  })
  it('gets the same answer in the same time when asking for a code', async () => {
    const difference = await compare(
      '/api/forgotten/code',
      (one) => ({ phone: phoneOf(one) }),
      (one) => ({ phone: unknownPhone(one) }),
    )
    expect(difference).toBeLessThan(MOST)
  })
})
