import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { detailOf, fixture, importFile, newEnrolment, type Batch } from '../support/enrolment.ts'
import { personOf, rosterCsv, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Row = {
  id: string
  rowNumber: number
  problems: { code: string; message: string }[]
  cells: Record<string, string>
}
type Member = {
  id: string
  rowNumber: number
  name: string
  idNumber: string
  phone: string
  born: string
  warnings: string[]
}

const EMPTY = { idKind: '', born: '', sex: '', riskClass: '' }

describe('the roster of an enrolment', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let id: string
  const plan = 'comprehensive'

  const bring = (people: readonly Partial<Person>[], name = '名单.csv') =>
    importFile({ handler, services: server.services }, { id, planCode: plan, name, bytes: rosterCsv(people) })
  const refusedRows = async (batch: Batch, more = '') =>
    (await handler.get(`/api/batches/${batch.id}/refused?limit=100${more}`)).json<{ rows: Row[] }>().rows
  const members = async (wish: object = {}, actor = handler) =>
    (await actor.post(`/api/enrolments/${id}/rosters/${plan}/window`, wish)).json<{ rows: Member[]; people: number }>()
  const names = async () => (await members()).rows.map(({ name }) => name)
  const correct = async (row: Row, cells: Partial<Person>) =>
    (await handler.post(`/api/refused-rows/${row.id}/correct`, { cells: { ...row.cells, ...EMPTY, ...cells } })).json()
  const one = (found: Row | undefined): Row => {
    if (!found) throw new Error('no such row')
    return found
  }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-30T10:00:00+08:00' })
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
  })
  afterAll(() => server.stop())

  describe('with rows that were refused', () => {
    let batch: Batch
    beforeAll(async () => {
      id = await newEnrolment(handler, { [plan]: 1 })
      batch = await bring([
        personOf(1),
        { ...personOf(2), phone: '123' },
        personOf(1),
        { ...personOf(2), name: '钱又甲' },
        { ...personOf(1), name: '钱再甲' },
      ])
    })
    it('names the earlier row for each repeated number', async () => {
      expect(batch).toMatchObject({ rows: 5, accepted: 1, refused: 4 })
      const rows = await refusedRows(batch)
      expect(rows.map(({ rowNumber, problems }) => [rowNumber, problems.map(({ code }) => code)])).toEqual([
        [2, ['E13']],
        [3, ['E09']],
        [4, ['E09']],
        [5, ['E09']],
      ])
      expect(rows[1]?.problems[0]?.message).toContain('第 2 行')
      expect(await refusedRows(batch, '&code=E13')).toHaveLength(1)
    })
    it('judges again at once what is corrected', async () => {
      const row = one((await refusedRows(batch))[0])
      expect(await correct(row, { phone: '1990000' })).toMatchObject({
        accepted: false,
        row: { problems: [{ code: 'E13' }] },
      })
      expect(await correct(row, { phone: personOf(2).phone })).toEqual({ accepted: true, row: null, cameInstead: [] })
      expect(await names()).toEqual([personOf(1).name, personOf(2).name])
      // Row 4 still repeats the number of row 2, which was accepted.
      expect((await refusedRows(batch)).map(({ rowNumber }) => rowNumber)).toEqual([3, 4, 5])
    })
    it('lets the next row with a number in when the earlier one goes', async () => {
      const [first] = (await members()).rows
      const url = `/api/enrolments/${id}/rosters/${plan}/remove`
      expect((await handler.post(url, { people: [first?.id] })).json()).toEqual({ removed: 1, cameInstead: [4] })
      expect(await names()).toEqual([personOf(2).name, personOf(1).name])
      const left = await refusedRows(batch)
      expect(left.map(({ rowNumber }) => rowNumber)).toEqual([4, 5])
      expect(left[1]?.problems[0]?.message).toContain('第 4 行')
    })
    it('leaves out for good what is dropped', async () => {
      const dropped = await handler.post(`/api/batches/${batch.id}/refused/drop`, {})
      expect(dropped.json()).toEqual({ dropped: 2, cameInstead: [] })
      expect(await refusedRows(batch)).toEqual([])
      const { plans } = await detailOf(handler, id)
      expect(plans[0]).toMatchObject({ people: 2, openRefused: 0 })
    })
  })

  describe('brought back as the workbook of its failed rows', () => {
    it('closes the rows that it came from, and gives the union and no more', async () => {
      id = await newEnrolment(handler, { [plan]: 1 })
      const batch = await bring([personOf(1), { ...personOf(2), phone: '' }, { ...personOf(3), name: '' }])
      const workbook = await handler.get(`/api/batches/${batch.id}/refused.xlsx`)
      expect(workbook.headers['content-disposition']).toContain('attachment')
      const again = await importFile(
        { handler, services: server.services },
        { id, planCode: plan, name: '导入失败人员.xlsx', bytes: workbook.rawPayload },
      )
      expect(again).toMatchObject({ state: 'done', rows: 2, accepted: 0, refused: 2 })
      expect(await refusedRows(batch)).toEqual([])
      for (const row of await refusedRows(again)) {
        await correct(row, personOf(row.rowNumber === 1 ? 2 : 3))
      }
      expect(await names()).toEqual([1, 2, 3].map((index) => personOf(index).name))
      expect((await detailOf(handler, id)).plans[0]).toMatchObject({ people: 3, openRefused: 0 })
    })
    it('and the template asks for what the plan needs', async () => {
      const { plans } = await detailOf(handler, id)
      const template = await handler.get(`/api/plans/${plans[0]?.planVersionId}/template.xlsx`)
      expect(template.statusCode).toBe(200)
      expect(template.rawPayload.subarray(0, 2).toString()).toBe('PK')
    })
  })

  describe('in the grid', () => {
    beforeAll(async () => {
      id = await newEnrolment(handler, { [plan]: 1 })
      await importFile(
        { handler, services: server.services },
        { id, planCode: plan, name: 'clean.xlsx', bytes: fixture('roster-clean-120.xlsx') },
      )
    })
    it('is read in windows and searched by name, number and phone', async () => {
      const window = await members({ from: 101, to: 400 })
      expect(window.rows.map(({ rowNumber }) => rowNumber)).toEqual(Array.from({ length: 20 }, (_, at) => 101 + at))
      expect(window.people).toBe(120)
      const [someone] = window.rows
      if (!someone) throw new Error('nobody there')
      for (const search of [
        someone.idNumber,
        someone.phone,
        ` ${someone.idNumber.slice(0, 9)} ${someone.idNumber.slice(9)}`,
      ]) {
        expect((await members({ search })).rows.map((row) => row.id)).toEqual([someone.id])
      }
      const byName = (await members({ search: someone.name })).rows
      expect(byName.map((row) => row.id)).toContain(someone.id)
      expect((await members({ search: personOf(77).idNumber })).rows).toEqual([])
    })
    it('takes a person by hand, and refuses like an import', async () => {
      const add = async (person: Partial<Person>) =>
        (await handler.post(`/api/enrolments/${id}/rosters/${plan}/people`, { cells: { ...EMPTY, ...person } })).json()
      expect(await add(personOf(1))).toMatchObject({ accepted: true, person: { rowNumber: 121, ...personOf(1) } })
      expect(await add(personOf(1))).toMatchObject({ accepted: false, problems: [{ code: 'E10' }] })
      expect(await add({ ...personOf(2), phone: personOf(1).phone })).toMatchObject({
        accepted: true,
        problems: [{ code: 'E15', level: 'warning' }],
      })
      expect((await detailOf(handler, id)).plans[0]).toMatchObject({ people: 122, nextRowNumber: 123 })
    })
    it('changes a person in place', async () => {
      const [person] = (await members({ search: personOf(1).idNumber })).rows
      const change = async (cells: Person) =>
        (await handler.post(`/api/roster-people/${person?.id}/correct`, { cells: { ...EMPTY, ...cells } })).json()
      const renamed = await change({ ...personOf(1), name: '赵改名' })
      expect(renamed).toMatchObject({ accepted: true, person: { rowNumber: 121, name: '赵改名' } })
      expect(renamed.person.warnings).toContain('该证件号码此前登记的姓名与此不同，请核对；确认无误可继续。')
      expect(await change(personOf(2))).toMatchObject({ accepted: false, problems: [{ code: 'E10' }] })
      expect(await change(personOf(3))).toMatchObject({ accepted: true, person: { idNumber: personOf(3).idNumber } })
      expect((await members({ search: personOf(1).idNumber })).rows).toEqual([])
    })
    it('is masked for officers who do not hold the enrolment', async () => {
      const officer = await signIn(server, association.officeId, { desks: ['enrolment-review'] })
      const [row] = (await members({ from: 1, to: 1 }, officer)).rows
      expect(row?.name).toMatch(/^.\*$/)
      expect(row?.idNumber).toMatch(/^\d{3}\*+[\dX]{4}$/)
      expect(row?.phone).toMatch(/^1\d{2}\*{4}\d{4}$/)
      // With the day of birth, 14 digits of the number would be known, and the place of most units gives the rest.
      expect(row?.born).toMatch(/^\d{4}$/)
      const stranger = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
      const url = `/api/enrolments/${id}/rosters/${plan}/window`
      expect((await stranger.post(url, {})).statusCode).toBe(404)
    })
    it('can be emptied at once', async () => {
      const url = `/api/enrolments/${id}/rosters/${plan}/remove`
      expect((await handler.post(url, {})).json()).toEqual({ removed: 122, cameInstead: [] })
      expect((await detailOf(handler, id)).plans[0]).toMatchObject({ people: 0, women: 0, overAge: 0 })
    })
  })
})
