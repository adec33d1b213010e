import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf, importFile, newEnrolment, type Batch } from '../support/enrolment.ts'
import { makeXlsx, sheetXml } from '../support/make-xlsx.ts'
import { idNumberOf, personOf, rosterCsv, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Problems = { code: string; message: string }[]
type Row = { id: string; rowNumber: number; problems: Problems; cells: Record<string, string> }
type Member = { id: string; rowNumber: number; name: string; idNumber: string; phone: string; born: string }

const PLAN = 'comprehensive'
const HEADER = ['序号', '参保人姓名', '身份证号', '手机号']

/** The cells of these rows; what begins with # becomes a number cell. */
function workbook(rows: readonly (readonly string[])[], after = ''): Buffer {
  const xml = sheetXml(rows, after).replace(
    /<c r="(\w+)" t="inlineStr"><is><t xml:space="preserve">#([^<]*)<\/t><\/is><\/c>/g,
    '<c r="$1"><v>$2</v></c>',
  )
  return makeXlsx([{ name: '名单', xml }])
}

describe('a roster that is looked through, emptied and mended', () => {
  let server: TestServer
  let handler: Actor
  let id: string

  const bring = (bytes: Uint8Array, name = '名单.xlsx'): Promise<Batch> =>
    importFile({ handler, services: server.services }, { id, planCode: PLAN, name, bytes })
  const members = async (wish: object = {}) =>
    (await handler.post(`/api/enrolments/${id}/rosters/${PLAN}/window`, wish)).json<{
      rows: Member[]
      people: number
    }>()
  const remove = async (people?: readonly string[]) =>
    (await handler.post(`/api/enrolments/${id}/rosters/${PLAN}/remove`, people ? { people } : {})).json()
  const refusedRows = async (batch: Batch) =>
    (await handler.get(`/api/batches/${batch.id}/refused?limit=100`)).json<{ rows: Row[] }>().rows
  const codesOf = async (batch: Batch) =>
    (await refusedRows(batch)).map(({ rowNumber, problems }) => [rowNumber, problems.map(({ code }) => code)])
  const correct = async ({ id: row, cells }: Row, changed: object) =>
    (await handler.post(`/api/refused-rows/${row}/correct`, { cells: { ...cells, ...changed } })).json()
  const lineOf = (index: number, more: Partial<Person> = {}) => {
    const { name, idNumber, phone } = { ...personOf(index), ...more }
    return [String(index), name, idNumber, phone]
  }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-30T10:00:00+08:00' })
    const { unitId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
  })
  afterAll(() => server.stop())

  describe('of 600 people, the last over age and 高危', () => {
    const LAST = 600
    beforeAll(async () => {
      id = await newEnrolment(handler, { [PLAN]: 1 })
      const lines = Array.from({ length: LAST }, (_, at) => {
        const old = at + 1 === LAST
        return [...lineOf(at, old ? { idNumber: idNumberOf(at, '19640101') } : {}), old ? '高危' : '普通']
      })
      await bring(workbook([[...HEADER, '职业类别'], ...lines]))
    })
    it('finds them by 有提醒, 超龄 and 高危 wherever they stand', async () => {
      for (const only of ['warnings', 'over-age', 'high-risk']) {
        expect((await members({ only })).rows.map(({ rowNumber }) => rowNumber)).toEqual([LAST])
      }
      const { name } = personOf(LAST - 1)
      expect((await members({ only: 'over-age', search: name })).rows).toMatchObject([{ rowNumber: LAST, name }])
      expect((await members({ only: 'over-age', search: personOf(1).idNumber })).rows).toEqual([])
      expect((await members({ only: 'all' })).rows).toHaveLength(500)
    })
    it('begins again at row 1 once everybody was removed', async () => {
      expect(await remove()).toEqual({ removed: LAST, cameInstead: [] })
      expect((await detailOf(handler, id)).plans[0]).toMatchObject({ people: 0, nextRowNumber: 1 })
      await bring(rosterCsv([1, 2, 3].map((index) => personOf(index))), '名单.csv')
      expect((await members()).rows.map(({ rowNumber }) => rowNumber)).toEqual([1, 2, 3])
      expect((await detailOf(handler, id)).plans[0]).toMatchObject({ people: 3, nextRowNumber: 4 })
      for (const { id: one } of (await members()).rows) await remove([one])
      expect((await detailOf(handler, id)).plans[0]).toMatchObject({ people: 0, nextRowNumber: 1 })
      expect(await checkInvariants(server.services)).toEqual([])
    })
  })

  describe('whose number cells are not what a person reads', () => {
    const header = [...HEADER, '证件类型', '出生日期', '性别']
    const wrong = (number: string) => number.slice(0, 17) + (number.endsWith('1') ? '2' : '1')
    let batch: Batch
    beforeAll(async () => {
      id = await newEnrolment(handler, { [PLAN]: 1 })
      const [resident, foreign] = [personOf(21), personOf(22)]
      batch = await bring(
        workbook([
          header,
          ['1', resident.name, wrong(resident.idNumber), '#1.9900000021E10'],
          ['2', foreign.name, 'E', '#1.9900000022E10', '护照', '#33000', '男'],
          ['3', foreign.name, '#3.79900199001010011E17', '#19900000023'],
        ]),
      )
    })
    it('shows digits and days, and refuses for nothing but what was wrong', async () => {
      const rows = await refusedRows(batch)
      expect(rows.map(({ cells }) => [cells['phone'], cells['born']])).toEqual([
        ['19900000021', ''],
        ['19900000022', '1990-05-07'],
        ['19900000023', ''],
      ])
      expect(await codesOf(batch)).toEqual([
        [1, ['E04']],
        [2, ['E03']],
        [3, ['E19']],
      ])
    })
    it('takes the rows as mended in the workbook of failed rows and in the grid', async () => {
      const download = await handler.get(`/api/batches/${batch.id}/refused.xlsx`)
      const again = await bring(download.rawPayload, '导入失败人员.xlsx')
      expect(await codesOf(again)).toEqual([
        [1, ['E04']],
        [2, ['E03']],
        [3, ['E19']],
      ])
      const [first, second] = await refusedRows(again)
      if (!first || !second) throw new Error('no such rows')
      expect(await correct(first, { idNumber: personOf(21).idNumber })).toMatchObject({ accepted: true })
      expect(await correct(second, { idNumber: 'E12345678' })).toMatchObject({ accepted: true })
      expect((await members()).rows).toMatchObject([
        { phone: '19900000021' },
        { phone: '19900000022', born: '1990-05-07' },
      ])
    })
  })

  describe('in which somebody stands twice', () => {
    it('tells which row came instead of one that was removed', async () => {
      id = await newEnrolment(handler, { [PLAN]: 1 })
      await bring(rosterCsv([personOf(31), personOf(32), personOf(31)]), '名单.csv')
      const [twice] = (await members()).rows
      expect(await remove([twice?.id ?? ''])).toEqual({ removed: 1, cameInstead: [4] })
      const [, instead] = (await members()).rows
      expect(instead).toMatchObject({ name: personOf(31).name, rowNumber: 3 })
      expect(await remove([instead?.id ?? ''])).toEqual({ removed: 1, cameInstead: [] })
    })
    it('tells it also where the number of the one before was corrected in the roster', async () => {
      id = await newEnrolment(handler, { [PLAN]: 1 })
      await bring(rosterCsv([personOf(51), personOf(52), personOf(51)]), '名单.csv')
      const [twice] = (await members()).rows
      const correctMember = async (changed: object) => {
        const { name, idNumber, phone } = personOf(51)
        const cells = { name, idNumber, phone, idKind: '', born: '', sex: '', riskClass: '', ...changed }
        return (await handler.post(`/api/roster-people/${twice?.id}/correct`, { cells })).json()
      }
      expect(await correctMember({ phone: '19900000151' })).toMatchObject({ accepted: true, cameInstead: [] })
      const { idNumber } = personOf(53)
      expect(await correctMember({ idNumber })).toMatchObject({ accepted: true, cameInstead: [4] })
      expect((await members()).rows.map((row) => row.idNumber)).toEqual([53, 52, 51].map((at) => personOf(at).idNumber))
    })
    it('tells it also where the one before was refused, and is left out or corrected', async () => {
      id = await newEnrolment(handler, { [PLAN]: 1 })
      const unreadable = (index: number) => ({ ...personOf(index), phone: '123' })
      const people = [unreadable(35), personOf(35), unreadable(36), personOf(36)]
      const batch = await bring(rosterCsv(people), '名单.csv')
      expect(batch).toMatchObject({ accepted: 0, refused: 4 })
      const [first, , third] = await refusedRows(batch)
      const dropped = await handler.post(`/api/batches/${batch.id}/refused/drop`, { rows: [first?.id] })
      expect(dropped.json()).toEqual({ dropped: 1, cameInstead: [3] })
      if (!third) throw new Error('no such row')
      const { idNumber } = personOf(37)
      expect(await correct(third, { idNumber })).toMatchObject({ accepted: false, cameInstead: [5] })
      expect((await members()).rows.map((row) => row.idNumber)).toEqual([35, 36].map((at) => personOf(at).idNumber))
    })
    it('takes a number cell that was not touched for what the grid shows of it', async () => {
      id = await newEnrolment(handler, { [PLAN]: 1 })
      const passport = (phone: string) => [personOf(61).name, '#1.23456789E8', phone, '护照', '1990-05-07', '男']
      const header = [...HEADER, '证件类型', '出生日期', '性别']
      const batch = await bring(workbook([header, ['1', ...passport('123')], ['2', ...passport('19900000061')]]))
      expect(await codesOf(batch)).toEqual([
        [1, ['E13']],
        [2, ['E09']],
      ])
      const [first] = await refusedRows(batch)
      if (!first) throw new Error('no such row')
      expect(await correct(first, { phone: '1234' })).toMatchObject({ accepted: false, cameInstead: [] })
      expect(await members()).toMatchObject({ people: 0 })
    })
    it('keeps rows out that merged cells reach into, also when the one they repeat goes', async () => {
      id = await newEnrolment(handler, { [PLAN]: 1 })
      const rows = [[...HEADER, '职业类别'], lineOf(41), [...lineOf(42), '高危'], lineOf(41), lineOf(41)]
      const batch = await bring(workbook(rows, '<mergeCells><mergeCell ref="E3:E4"/></mergeCells>'))
      expect(await codesOf(batch)).toEqual([
        [2, ['E18']],
        [3, ['E09', 'E18']],
        [4, ['E09']],
      ])
      const [first] = (await members()).rows
      expect(await remove([first?.id ?? ''])).toEqual({ removed: 1, cameInstead: [] })
      expect(await members()).toMatchObject({ people: 0 })
      const left = await refusedRows(batch)
      expect(await codesOf(batch)).toEqual([
        [2, ['E18']],
        [3, ['E18']],
        [4, ['E09']],
      ])
      // Who corrects such a row by hand has read it.
      const merged = left.find(({ rowNumber }) => rowNumber === 3)
      if (!merged) throw new Error('no such row')
      expect(await correct(merged, { riskClass: '高危' })).toMatchObject({ accepted: true })
      expect(await checkInvariants(server.services)).toEqual([])
    })
  })
})
