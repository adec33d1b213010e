import { afterAll, beforeAll, expect, describe, it } from 'vitest'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { numberOfInsured } from '../support/approved-enrolment.ts'
import { insuredPeople } from '../support/insured.ts'
import { rounds } from '../support/long.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const SAMPLES = rounds(80, 1_000)
const FIRST = 10
/** A quarter, which an everyday run on a busy machine can tell; a long run tells a twentieth. */
const MOST = Math.log(rounds(1.25, 1.05))

describe('whoever searches at 受理 for people of other units', () => {
  let server: TestServer
  let handler: Actor
  let foreign: readonly string[]
  beforeAll(async () => {
    server = await startTestServer({ at: '2026-03-02T09:00:00+08:00' })
    const association = await makeAssociation(server)
    const people = await insuredPeople(server, association, { people: SAMPLES + FIRST, unit: 'otherUnitId' })
    foreign = people.map(({ idNumber }) => idNumber)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
  })
  afterAll(() => server.stop())

  let requests = 0
  const timed = async (idNumber: string) => {
    requests += 1
    // The common limit of an address is not what is asked about here.
    const remoteAddress = `10.3.${(requests >> 8) & 255}.${requests & 255}`
    const begun = performance.now()
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/claims/covers',
      payload: { idKind: 'resident-id', idNumber, incidentOn: '2026-03-02' },
      headers: handler.headers,
      remoteAddress,
    })
    const milliseconds = performance.now() - begun
    const { statusCode, body, headers } = answer
    return { milliseconds, answer: [statusCode, body, Object.keys(headers).join(), headers['content-length']] }
  }
  const quartile = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? 0

  it('gets the same bytes in the same time as for people whom nobody knows', async () => {
    const times = { foreign: [] as number[], unknown: [] as number[] }
    for (let one = 0; one < SAMPLES + FIRST; one += 1) {
      // The limit on such searches is not what is asked about here.
      if (one % 9 === 0) server.clock.add(3_660_000)
      const kinds = one % 2 === 0 ? (['foreign', 'unknown'] as const) : (['unknown', 'foreign'] as const)
      const answers: unknown[] = []
      for (const kind of kinds) {
        const number = kind === 'foreign' ? (foreign[one] ?? '') : numberOfInsured(5_000 + one)
        const { milliseconds, answer } = await timed(number)
        answers.push(answer)
        if (one >= FIRST) times[kind].push(milliseconds)
      }
      expect(answers[0]).toEqual(answers[1])
      expect(answers[0]).toEqual([200, '{"person":null,"rows":[]}', expect.any(String), '25'])
    }
    expect(Math.abs(Math.log(quartile(times.foreign) / quartile(times.unknown)))).toBeLessThan(MOST)
  })
})
