import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { openReview } from '../../src/contract/enrolment-review.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { insuredPeople } from '../support/insured.ts'
import { personOf } from '../support/people.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const DAY_MS = 86_400_000
const PLAN = 'comprehensive'

describe('what a reviewer is told beside the roster', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let reviewer: Actor

  const handIn = async (people: number, from: number) => {
    const id = await submittable(
      server,
      handler,
      Array.from({ length: people }, (_, at) => personOf(from + at)),
      PLAN,
    )
    expect((await submit(handler, id)).json()).toMatchObject({ findings: [] })
    return id
  }
  const open = async (id: string) => {
    await reviewer.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
    return (await reviewer.post(`/api/enrolments/${id}/open-review`)).json<OutputOf<typeof openReview>>()
  }
  const rulesOf = async (id: string) => (await open(id)).checks.find(({ code }) => code === 'rules')
  const sellUntil = (day: string | null) =>
    asSystem(server.services, ({ db }) => sql`update offers set sale_to = ${day}`.execute(db))

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-01-09T09:00:00+08:00' })
    association = await makeAssociation(server)
    await insuredPeople(server, association, { people: 8, from: 1000 })
    server.clock.add(150 * DAY_MS)
    await insuredPeople(server, association, { people: 3, from: 2000 })
    server.clock.add(30 * DAY_MS)
    await insuredPeople(server, association, { people: 2, from: 3000, planCode: 'hubei-inpatient' })
    server.clock.add(170 * DAY_MS)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, association.agencyId, { desks: ['enrolment-review'] })
  })
  afterAll(() => server.stop())

  it('last time is everyone whose cover ran when the latest began, of the plans that are enrolled now', async () => {
    const { lastYear } = await open(await handIn(9, 1))
    expect(lastYear).toEqual([{ planCode: PLAN, people: 11, amount: '1100.00', staffCount: 400 }])
  })
  it('an enrolment of the last day of sale is judged by that day, however long it waits', async () => {
    await sellUntil('2026-12-25')
    expect(new Date(server.clock.now()).toISOString().slice(0, 10)).toBe('2026-12-25')
    const id = await handIn(2, 20)
    server.clock.add(2 * DAY_MS)
    reviewer = await signIn(server, association.agencyId, { desks: ['enrolment-review'] })
    expect(await rulesOf(id)).toMatchObject({ fine: true })
  })
  it('what stands against it is said, not only counted', async () => {
    await sellUntil('2026-12-20')
    const waiting = await asSystem(server.services, ({ db }) =>
      sql<{ id: string }>`select id from enrolments where state = 'submitted' order by submitted_at desc`.execute(db),
    )
    const rules = await rulesOf(waiting.rows[0]?.id ?? '')
    expect(rules).toMatchObject({ fine: false })
    expect(rules?.sentence).toContain('已于 2026-12-20 停止受理参保')
  })
})
