import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { numberOfInsured } from '../support/approved-enrolment.ts'
import { insuredPeople } from '../support/insured.ts'
import { personOf, type Person } from '../support/people.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

/** Someone of the unit whom `insuredPeople` has covered. */
function insured(index: number): Person {
  return { name: `职工${'甲乙丙丁戊'.charAt(index)}`, idNumber: numberOfInsured(index), phone: personOf(index).phone }
}

describe('a renewal with another number of shares', () => {
  let server: TestServer
  let association: Association
  let handler: Actor

  // Everyone has one share until the end of 2026; two are asked for.
  const findings = async (people: readonly Person[]) => {
    const id = await submittable(server, handler, people, 'comprehensive', 2)
    const answer = await submit(handler, id)
    if (answer.json().findings.length === 0) {
      const { version } = answer.json<{ version: number }>()
      expect((await handler.post(`/api/enrolments/${id}/withdraw`, { version })).statusCode).toBe(200)
    }
    return answer.json<{ findings: { code: string; sentence: string }[] }>().findings
  }

  const sell = (calendarYear: number | null) =>
    asSystem(server.services, ({ db }) => sql`update offers set calendar_year = ${calendarYear}`.execute(db))

  beforeAll(async () => {
    server = await startTestServer({ at: '2025-12-31T10:00:00+08:00' })
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    await insuredPeople(server, association, { people: 3 })
    server.clock.set('2026-12-01T10:00:00+08:00')
  })
  afterAll(() => server.stop())

  it('is taken, since the covers being renewed do not count', async () => {
    expect(await findings([insured(0), insured(1), insured(2)])).toEqual([])
  })
  it('is taken though a colleague leaves, whose cover ends before the new ones begin', async () => {
    expect(await findings([insured(0), insured(1)])).toEqual([])
  })
  it('is refused while someone new would start beside a colleague who still has other shares', async () => {
    expect(await findings([insured(0), insured(1), personOf(50)])).toMatchObject([
      { code: 'shares-not-uniform', sentence: expect.stringContaining('已有保障为 1 份，现为 2 份') },
    ])
  })
  it('is asked on 1 January where the offer names the next calendar year', async () => {
    await sell(2027)
    expect(await findings([personOf(50), personOf(51)])).toEqual([])
    await sell(2026)
    expect(await findings([personOf(50), personOf(51)])).toMatchObject([{ code: 'shares-not-uniform' }])
    await sell(null)
  })
  it('is refused beside a colleague whose cover runs on into the new year', async () => {
    await insuredPeople(server, association, { people: 1, from: 4 })
    expect(await findings([insured(0), insured(1), insured(2)])).toMatchObject([{ code: 'shares-not-uniform' }])
  })
})
