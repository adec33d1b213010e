import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf, newEnrolment } from '../support/enrolment.ts'
import { idNumberOf, personOf, type Person } from '../support/people.ts'
import { submit } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const CELLS = { idKind: '', born: '', sex: '', riskClass: '' }
/** Even ones are women. */
const women = [personOf(2), personOf(4)]
const men = [personOf(1), personOf(3)]

describe('【完成】 is refused, and nothing changes,', () => {
  let server: TestServer
  let handler: Actor
  let photo: Buffer

  /** An enrolment with these people, typed in, and the proof of social insurance. */
  const enrolmentOf = async (people: readonly Person[], planCode: string, shares = 1) => {
    const id = await newEnrolment(handler, { [planCode]: shares }, { staffCount: 400, womenCount: 150 })
    for (const person of people) {
      const added = await handler.post(`/api/enrolments/${id}/rosters/${planCode}/people`, {
        cells: { ...CELLS, ...person },
      })
      expect(added.json(), added.body).toMatchObject({ accepted: true })
    }
    await attach(id, 'social-insurance')
    return id
  }
  const attach = (id: string, kind: string) =>
    handler.upload(`/api/enrolments/${id}/attachments/${kind}`, '证明.png', photo)
  const say = (id: string, staffCount: number, womenCount: number) =>
    handler.post(`/api/enrolments/${id}/facts`, { staffCount, womenCount })
  const sell = (from: string, to: string | null) =>
    asSystem(server.services, ({ db }) => sql`update offers set sale_from = ${from}, sale_to = ${to}`.execute(db))
  const refusals = async (id: string) => {
    const answer = (await submit(handler, id)).json<{ findings: { code: string; sentence: string }[] }>()
    expect((await detailOf(handler, id)).state).toBe(answer.findings.length === 0 ? 'submitted' : 'draft')
    return answer.findings
  }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    const { unitId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
  })
  afterAll(() => server.stop())

  it('where too few of the staff, or not everyone of a small unit, take part', async () => {
    const id = await enrolmentOf(men, 'accident-100')
    await say(id, 30, 0)
    expect(await refusals(id)).toMatchObject([
      { code: 'participation-too-low', sentence: expect.stringContaining('15') },
    ])
    await say(id, 29, 0)
    expect(await refusals(id)).toMatchObject([{ code: 'participation-not-everyone' }])
    await say(id, 2, 0)
    expect(await refusals(id)).toEqual([])
    // Colleagues in flight take part as well.
    const rest = await enrolmentOf(women, 'accident-100')
    await say(rest, 5, 2)
    expect(await refusals(rest)).toMatchObject([{ code: 'participation-not-everyone' }])
    await say(rest, 4, 2)
    expect(await refusals(rest)).toEqual([])
  })
  it('where the women, who are counted, are not told or too few', async () => {
    const id = await enrolmentOf(women, 'ningbo-women')
    await asSystem(server.services, ({ db }) =>
      sql`update enrolments set women_count = null where id = ${id}`.execute(db),
    )
    expect(await refusals(id)).toMatchObject([{ code: 'women-missing' }])
    await say(id, 10, 3)
    expect(await refusals(id)).toMatchObject([{ code: 'participation-too-low' }])
    expect((await say(id, 10, 11)).json()).toMatchObject({ refusal: { code: 'women-exceed-staff' } })
    await say(id, 10, 2)
    expect(await refusals(id)).toEqual([])
  })
  it('where the roster has more people, or more women, than the unit', async () => {
    const id = await enrolmentOf(women, 'henan-drivers')
    await say(id, 1, 1)
    expect(await refusals(id)).toMatchObject([
      { code: 'people-exceed-staff', sentence: expect.stringContaining('参保 2 人多于在职职工 1 人') },
    ])
    await say(id, 2, 1)
    expect(await refusals(id)).toMatchObject([{ code: 'women-people-exceed-staff' }])
  })
  it('outside of the days in which the office sells the plan', async () => {
    const id = await enrolmentOf(men, 'beijing-allowance')
    await sell('2026-01-01', '2026-11-09')
    expect(await refusals(id)).toMatchObject([
      { code: 'no-longer-on-sale', sentence: expect.stringContaining('2026-11-09') },
    ])
    await sell('2026-11-11', null)
    expect(await refusals(id)).toMatchObject([{ code: 'not-yet-on-sale' }])
    await sell('2026-11-10', '2026-11-10')
    expect(await refusals(id)).toEqual([])
    await sell('2026-01-01', null)
  })
  it('with other shares than colleagues in flight have', async () => {
    expect(await refusals(await enrolmentOf(men, 'comprehensive'))).toEqual([])
    expect(await refusals(await enrolmentOf(women, 'comprehensive', 2))).toMatchObject([
      { code: 'shares-not-uniform', sentence: expect.stringContaining('请改为 1 份') },
    ])
  })
  it('without the proof for people over age, and taken with it', async () => {
    const senior = { ...personOf(5), idNumber: idNumberOf(5, '19640101') }
    const id = await enrolmentOf([senior], 'comprehensive')
    expect(await refusals(id)).toMatchObject([
      { code: 'over-age-proof-missing', sentence: expect.stringContaining('1 人') },
    ])
    await attach(id, 'over-age')
    expect(await refusals(id)).toEqual([])
  })
  it('while a roster is still being imported', async () => {
    const id = await enrolmentOf([personOf(7)], 'comprehensive')
    await handler.upload(`/api/enrolments/${id}/rosters/comprehensive`, 'a.csv', Buffer.from('序号,参保人姓名\n'))
    expect(await refusals(id)).toMatchObject([{ code: 'import-running' }])
  })
})
