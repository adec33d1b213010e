import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ELSEWHERE_PER_HOUR } from '../../src/domain/enrolment/elsewhere-limit.ts'
import { approvedEnrolment, numberOfInsured } from '../support/approved-enrolment.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { importFile, newEnrolment } from '../support/enrolment.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const PLAN = 'comprehensive'
const EMPTY = { idKind: '', born: '', sex: '', riskClass: '' }
const often = { code: 'asked-elsewhere-often', minutes: expect.any(Number) as number }

describe('a unit that asks who is covered elsewhere', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let colleague: Actor
  let id: string
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    const { unitId, otherUnitId, officeId } = association
    const sit = (unit: typeof unitId) => signIn(server, unit, { desks: ['unit-handler'] })
    const [owner, reviewer] = [await sit(otherUnitId), await signIn(server, officeId, { desks: ['enrolment-review'] })]
    const hands = { submittedBy: owner.accountId, reviewedBy: reviewer.accountId }
    await approvedEnrolment(server, { ...association, unitId: otherUnitId, ...hands, people: 40 })
    handler = await sit(unitId)
    colleague = await sit(unitId)
    id = await newEnrolment(handler, { [PLAN]: 1 })
  })
  afterAll(() => server.stop())

  const theirs = (index: number) => ({
    name: '职工甲',
    idNumber: numberOfInsured(index),
    phone: `199100000${index + 10}`,
  })
  const add = async (actor: Actor, person: object) =>
    (await actor.post(`/api/enrolments/${id}/rosters/${PLAN}/people`, { cells: { ...person, ...EMPTY } })).json()
  const roster = (indexes: readonly number[]) => rosterCsv(indexes.map(theirs))
  const lastEntry = async (action: string) => {
    const { rows } = await asSystem(server.services, (tx) =>
      sql<{ result: string; facts: Record<string, unknown> }>`select result, facts from journal
        where action = ${action} order by at desc, id desc limit 1`.execute(tx.db),
    )
    return rows[0]
  }

  it('types a few, is told each time, and the journal counts what it was told', async () => {
    for (let index = 0; index < ELSEWHERE_PER_HOUR - 2; index++)
      expect(await add(handler, theirs(index))).toMatchObject({ accepted: false, problems: [{ code: 'E11' }] })
    expect(await lastEntry('enrolment.add-roster-person')).toMatchObject({
      result: 'refused',
      facts: { plan: PLAN, codes: ['E11'], elsewhere: 1 },
    })
    expect(await add(handler, personOf(1))).toMatchObject({ accepted: true })
  })
  it('corrects people into others, which counts too, and is stopped for an hour, whoever of the unit asks', async () => {
    const { rows } = (await handler.post(`/api/enrolments/${id}/rosters/${PLAN}/window`, {})).json()
    const correct = async (actor: Actor, person: object) =>
      (await actor.post(`/api/roster-people/${rows[0].id}/correct`, { cells: { ...person, ...EMPTY } })).json()
    for (const index of [30, 31])
      expect(await correct(colleague, theirs(index))).toMatchObject({ accepted: false, problems: [{ code: 'E11' }] })
    expect(await lastEntry('enrolment.correct-roster-person')).toMatchObject({
      facts: { codes: ['E11'], elsewhere: 1 },
    })
    expect((await add(handler, theirs(32))).refusal).toEqual(often)
    expect((await correct(colleague, theirs(33))).refusal).toEqual(often)
    // What is refused before it is judged tells nothing, of anybody.
    expect((await add(colleague, personOf(2))).refusal).toEqual(often)
    expect(await lastEntry('enrolment.add-roster-person')).toMatchObject({
      result: 'refused',
      facts: { code: often.code },
    })
    server.clock.add(3_600_000)
    expect(await add(handler, personOf(2))).toMatchObject({ accepted: true })
  })
  it('imports them: each file counts once however many it names, rows corrected count as typed', async () => {
    const services = server.services
    const first = await importFile(
      { handler, services },
      { id, planCode: PLAN, name: '一.csv', bytes: roster([34, 35]) },
    )
    expect(first).toMatchObject({ accepted: 0, refused: 2 })
    expect(await lastEntry('enrolment.import-roster')).toMatchObject({ facts: { codes: ['E11 2'], elsewhere: 2 } })
    const counted = () =>
      asSystem(services, async ({ db, now }) => {
        const { rows } = await sql<{ count: number }>`select count(*)::int as count from attempts
          where kind = 'elsewhere-in-file' and at > ${new Date(now - 3_600_000)}`.execute(db)
        return rows[0]?.count
      })
    expect(await counted()).toBe(1)
    await asSystem(services, (tx) =>
      sql`insert into attempts select kind, subject, at from attempts, generate_series(2, ${ELSEWHERE_PER_HOUR})
        where kind = 'elsewhere-in-file'`.execute(tx.db),
    )
    const url = `/api/enrolments/${id}/rosters/${PLAN}`
    const next = await handler.upload(url, '二.csv', roster([36]))
    expect([next.statusCode, next.json().refusal]).toEqual([409, often])
    const { rows } = (await handler.get(`/api/batches/${first.id}/refused`)).json()
    const correct = await handler.post(`/api/refused-rows/${rows[0].id}/correct`, {
      cells: { ...theirs(37), ...EMPTY },
    })
    expect(correct.json()).toMatchObject({ accepted: false, row: { problems: [{ code: 'E11' }] } })
    expect(await lastEntry('enrolment.correct-refused-row')).toMatchObject({ facts: { codes: ['E11'], elsewhere: 1 } })
    server.clock.add(3_600_000)
    expect((await handler.upload(url, '二.csv', roster([36]))).statusCode).toBe(200)
  })
})
