import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { listRoster } from '../../src/contract/roster.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf, importFile, newEnrolment } from '../support/enrolment.ts'
import { idNumberOf, personOf, rosterCsv, type Person } from '../support/people.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const DAY_MS = 86_400_000
const PLAN = 'comprehensive'
/** Requires the other one. */
const WOMEN = 'nanping-women'
type Findings = { version: number; findings: { code: string; planCode: string | null; sentence: string }[] }

describe('what 【完成】 finds when it judges everyone again', () => {
  let server: TestServer
  let handler: Actor
  let other: Actor

  const finish = async (id: string) => (await submit(handler, id)).json<Findings>().findings
  const found = async (id: string, only: 'warnings' | 'over-age', planCode = PLAN) => {
    const answer = await handler.post(`/api/enrolments/${id}/rosters/${planCode}/window`, { only })
    return answer.json<OutputOf<typeof listRoster>>().rows
  }
  const enrolmentOf = (people: readonly Person[], who = handler) => submittable(server, who, people)
  const attach = async (id: string, kind: string) => {
    const photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    await handler.upload(`/api/enrolments/${id}/attachments/${kind}`, '证明.png', photo)
  }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    const { unitId, otherUnitId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    other = await signIn(server, otherUnitId, { desks: ['unit-handler'] })
  })
  afterEach(async () => expect(await checkInvariants(server.services)).toEqual([]))
  afterAll(() => server.stop())

  it('names whoever came over age since the import, and shows them so that the proof can be given', async () => {
    const senior = { ...personOf(1), idNumber: idNumberOf(1, '19651112') }
    const id = await enrolmentOf([senior, personOf(2)])
    expect((await detailOf(handler, id)).plans).toMatchObject([{ overAge: 0, takesOverAge: true }])
    server.clock.add(2 * DAY_MS)
    const [finding] = await finish(id)
    expect(finding?.code).toBe('over-age-proof-missing')
    expect(finding?.sentence).toContain(`${senior.name} ${senior.idNumber.slice(-4)}`)
    const seen = await detailOf(handler, id)
    expect(seen).toMatchObject({
      state: 'draft',
      plans: [{ overAge: 1 }],
      missing: [{ code: 'over-age-proof-missing' }],
    })
    expect(await found(id, 'over-age')).toMatchObject([{ name: senior.name }])
    await attach(id, 'over-age')
    expect(await finish(id)).toEqual([])
  })
  it('tells a contribution that is no longer the one shown, shows the new one, and takes it then', async () => {
    const id = await enrolmentOf([personOf(11), personOf(12)])
    const dear = (await detailOf(handler, id)).total
    // As if both had still been renewing on the day of the import.
    await asSystem(server.services, async ({ db }) => {
      await sql`update roster_people set renewing = true where enrolment_id = ${id}`.execute(db)
      await sql`update enrolment_plans set renewing = 2 where enrolment_id = ${id}`.execute(db)
    })
    const cheap = (await detailOf(handler, id)).total
    expect(cheap).not.toBe(dear)
    const [finding, ...more] = await finish(id)
    expect(more).toEqual([])
    expect(finding).toMatchObject({ code: 'contribution-changed' })
    expect(finding?.sentence).toContain(`由 ${cheap} 元变为 ${dear} 元`)
    expect(await detailOf(handler, id)).toMatchObject({ state: 'draft', total: dear })
    expect(await finish(id)).toEqual([])
  })
  it('takes nobody whom a colleague has added since the page was drawn', async () => {
    const id = await enrolmentOf([personOf(21)])
    const { version, total: shown } = await detailOf(handler, id)
    const cells = { idKind: '', born: '', sex: '', riskClass: '', ...personOf(22) }
    await handler.post(`/api/enrolments/${id}/rosters/${PLAN}/people`, { cells })
    await handler.post(`/api/enrolments/${id}/facts`, { staffCount: 2, womenCount: 2 })
    const now = (await detailOf(handler, id)).version
    expect(now).toBeGreaterThan(version)
    const answer = await handler.post(`/api/enrolments/${id}/submit`, { version: now, shown })
    expect(answer.json()).toMatchObject({ findings: [{ code: 'contribution-changed' }] })
  })
  it('names everyone whom another enrolment holds, marks them in the roster, and forgets the marks once they are free', async () => {
    const people = Array.from({ length: 12 }, (_, at) => personOf(31 + at))
    const id = await enrolmentOf([...people, personOf(50)])
    const theirs = await enrolmentOf(people, other)
    expect((await submit(other, theirs)).json<Findings>().findings).toEqual([])
    const [held, ...more] = await finish(id)
    expect(more).toEqual([])
    expect(held).toMatchObject({ code: 'people-held', planCode: PLAN })
    for (const { name, idNumber } of people) expect(held?.sentence).toContain(`${name} ${idNumber.slice(-4)}`)
    const marked = await found(id, 'warnings')
    expect(marked.map(({ name }) => name)).toEqual(people.map(({ name }) => name))
    expect(marked[0]?.warnings).toEqual(['提交未通过：已参保或正在办理，请修改或删除'])
    const { version } = await detailOf(other, theirs)
    await other.post(`/api/enrolments/${theirs}/withdraw`, { version })
    expect(await finish(id)).toEqual([])
    expect(await found(id, 'warnings')).toEqual([])
  })
  it('names and marks everyone who lost the required plan', async () => {
    const women = Array.from({ length: 7 }, (_, at) => personOf(62 + 2 * at))
    const id = await newEnrolment(handler, { [PLAN]: 1, [WOMEN]: 1 }, { staffCount: 7, womenCount: 7 })
    for (const planCode of [PLAN, WOMEN]) {
      const file = { id, planCode, name: `${planCode}.csv`, bytes: rosterCsv(women) }
      expect(await importFile({ handler, services: server.services }, file)).toMatchObject({ accepted: 7 })
    }
    await attach(id, 'social-insurance')
    await handler.post(`/api/enrolments/${id}/rosters/${PLAN}/remove`)
    const one = { idKind: '', born: '', sex: '', riskClass: '', ...personOf(61) }
    await handler.post(`/api/enrolments/${id}/rosters/${PLAN}/people`, { cells: one })
    await handler.post(`/api/enrolments/${id}/facts`, { staffCount: 8, womenCount: 7 })
    const [refused, ...more] = await finish(id)
    expect(more).toEqual([])
    expect(refused).toMatchObject({ code: 'people-refused', planCode: WOMEN })
    for (const { name, idNumber } of women) expect(refused?.sentence).toContain(`${name} ${idNumber.slice(-4)}`)
    expect(await found(id, 'warnings', WOMEN)).toHaveLength(7)
  })
})
