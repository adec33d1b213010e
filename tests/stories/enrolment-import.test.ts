import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sentenceFor } from '../../src/contract/words/refusals.ts'
import type { ImportBatchId } from '../../src/domain/shared/ids.ts'
import { openRefused } from '../../src/server/enrolment/refused-row-seal.ts'
import { runImport } from '../../src/server/enrolment/run-import.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { batchOf, detailOf, fixture, importFile, newEnrolment, type Batch } from '../support/enrolment.ts'
import { makeXlsx, sheetXml } from '../support/make-xlsx.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const expected = JSON.parse(fixture('roster-mixed-300.expected.json').toString()) as {
  rows: number
  accepted: number
  problems: Record<string, { code: string; level: string }[]>
}

describe('人员清单导入', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let id: string
  const roster = (name: string, planCode = 'comprehensive') =>
    importFile({ handler, services: server.services }, { id, planCode, name, bytes: fixture(name) })
  const url = () => `/api/enrolments/${id}/rosters/comprehensive`

  beforeAll(async () => {
    // Cover would begin on 1 December.
    server = await startTestServer({ at: '2026-11-30T10:00:00+08:00' })
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    id = await newEnrolment(handler, { comprehensive: 1, 'accident-100': 1 })
  })
  afterAll(() => server.stop())

  it('stores every person of a clean roster', async () => {
    const batch = await roster('roster-clean-120.xlsx')
    expect(batch).toMatchObject({ state: 'done', rows: 120, accepted: 120, refused: 0 })
    const { plans, receipt } = await detailOf(handler, id)
    expect(plans).toMatchObject([
      { planCode: 'accident-100', people: 0 },
      { planCode: 'comprehensive', people: 120 },
    ])
    expect(receipt.reduce((sum, line) => sum + line.heads, 0)).toBe(120)
  })
  it('recognises the same bytes and says what became of them', async () => {
    const again = await handler.upload(url(), 'renamed.xlsx', fixture('roster-clean-120.xlsx'))
    expect(again.json().refusal).toEqual({
      code: 'file-came-before',
      at: '2026-11-30 10:00:00',
      state: 'done',
      rows: 120,
      accepted: 120,
      refused: 0,
    })
    const sure = await handler.upload(`${url()}?again=true`, 'renamed.xlsx', fixture('roster-clean-120.xlsx'))
    const { batchId } = sure.json()
    await runImport(server.services, batchId as ImportBatchId)
    const batch = await batchOf(handler, id, batchId)
    expect(batch).toMatchObject({ state: 'done', rows: 120, accepted: 0, refused: 120 })
    expect(batch.byCause).toMatchObject([{ code: 'E10', rows: 120, level: 'error' }])
  })
  it('recognises them in another draft of the unit too, by whose number it can be found', async () => {
    const other = await newEnrolment(handler, { comprehensive: 1, 'accident-100': 1 })
    const bytes = fixture('roster-clean-120.xlsx')
    const refused = (await handler.upload(`/api/enrolments/${other}/rosters/comprehensive`, 'a.xlsx', bytes)).json()
    const { number } = await detailOf(handler, id)
    expect(refused.refusal).toMatchObject({ code: 'file-came-before', enrolment: number, accepted: 120 })
    expect(sentenceFor(refused.refusal)).toContain(`另一张参保单 ${number}`)
    // Another plan may be of the same people.
    const beside = await handler.upload(`/api/enrolments/${other}/rosters/accident-100`, 'a.xlsx', bytes)
    expect(beside.statusCode).toBe(200)
  })
  it('asks no more once that draft was deleted', async () => {
    const wish = { planCode: 'comprehensive', name: 'a.csv', bytes: rosterCsv([personOf(900)]) }
    const draft = await newEnrolment(handler, { comprehensive: 1 })
    await importFile({ handler, services: server.services }, { id: draft, ...wish })
    const next = await newEnrolment(handler, { comprehensive: 1 })
    const upload = () => handler.upload(`/api/enrolments/${next}/rosters/comprehensive`, wish.name, wish.bytes)
    expect((await upload()).statusCode).toBe(409)
    const { version } = await detailOf(handler, draft)
    await handler.post(`/api/enrolments/${draft}/delete`, { version })
    expect((await upload()).statusCode).toBe(200)
  })

  describe('of a mixed roster', () => {
    let batch: Batch
    beforeAll(async () => {
      batch = await roster('roster-mixed-300.xlsx', 'accident-100')
    })
    it('keeps what it cannot take, and what it takes, each row as expected', async () => {
      const codes = await asSystem(server.services, async (tx) => {
        const { rows } = await sql<{ row: number; codes: string[] }>`select row_number as row, codes from refused_rows
          where batch_id = ${batch.id}`.execute(tx.db)
        return new Map(rows.map(({ row, codes }) => [row, codes]))
      })
      // accident-100 takes nobody over age, and nobody of the clean roster is in its roster yet.
      const refused = Object.entries(expected.problems).filter(([, problems]) =>
        problems.some(({ code, level }) => level === 'error' || code === 'E07'),
      )
      expect([...codes.keys()].sort((a, b) => a - b)).toEqual(refused.map(([row]) => Number(row)))
      expect(batch.accepted + batch.refused).toBe(expected.rows)
      expect(batch.fileFindings).toHaveLength(1)
    })
    it('seals the rows that it refuses', async () => {
      await asSystem(server.services, async (tx) => {
        const { rows } = await sql<{ id: string; sealed: Buffer }>`select id, sealed from refused_rows
          where batch_id = ${batch.id} and 'E19' = any(codes) limit 1`.execute(tx.db)
        const [row] = rows
        if (!row) throw new Error('no such row')
        const { cells, problems } = openRefused(server.services.crypto, row.id, row.sealed)
        expect(problems.map(({ code }) => code)).toContain('digits-lost')
        expect(cells.name?.text).not.toBe('')
        expect(row.sealed.toString('latin1')).not.toContain(cells.phone?.text ?? 'none')
      })
    })
    it('counts its causes', () => {
      expect(batch.byCause.map(({ code }) => code)).toContain('E04')
      expect(batch.openRefused).toBe(batch.refused)
    })
  })

  it('says what is wrong with a file that is no roster, and stores nobody', async () => {
    const before = await detailOf(handler, id)
    const wrong = await importFile(
      { handler, services: server.services },
      { id, planCode: 'comprehensive', name: '其他.csv', bytes: Buffer.from('甲,乙\n1,2\n') },
    )
    expect(wrong).toMatchObject({ state: 'failed', accepted: 0 })
    expect(wrong.fileFindings[0]).toContain('没有找到表头')
    expect((await handler.upload(url(), '其他.doc', Buffer.from('x'))).json().refusal.code).toBe('roster-kind-refused')
    expect((await detailOf(handler, id)).plans).toEqual(before.plans)
  })
  describe('of a workbook made by hand', () => {
    const HEADER = ['序号', '参保人姓名', '身份证号', '手机号']
    const rowOf = (index: number) => {
      const { name, idNumber, phone } = personOf(index)
      return [String(index), name, idNumber, phone]
    }
    const bring = async (bytes: Buffer) => {
      const other = await newEnrolment(handler, { comprehensive: 1 })
      const wish = { id: other, planCode: 'comprehensive', name: '手工.xlsx', bytes }
      return { other, batch: await importFile({ handler, services: server.services }, wish) }
    }

    it('refuses the rows that merged cells reach into, also those it had accepted', async () => {
      const rows = [HEADER, rowOf(1), rowOf(2), rowOf(3), rowOf(4)]
      const xml = sheetXml(rows, '<mergeCells><mergeCell ref="B3:B4"/></mergeCells>')
      const { other, batch } = await bring(makeXlsx([{ name: '名单', xml }]))
      expect(batch).toMatchObject({
        state: 'done',
        rows: 4,
        accepted: 2,
        refused: 2,
        byCause: [{ code: 'E18', rows: 2 }],
      })
      expect((await detailOf(handler, other)).plans[0]).toMatchObject({ people: 2, openRefused: 2 })
      expect(await checkInvariants(server.services)).toEqual([])
    })
    it('counts such rows as if they had never been accepted: class, warnings and what the database knew', async () => {
      const header = [...HEADER, '职业类别']
      const [known, there, risky, ordinary] = [rowOf(11), rowOf(12), [...rowOf(13), '高危'], rowOf(14)]
      const workbook = (rows: string[][], merged = '') => makeXlsx([{ name: '名单', xml: sheetXml(rows, merged) }])
      await bring(workbook([header, known]))
      const { other } = await bring(workbook([header, there]))
      const renamed = [known[0] ?? '', '某某某', ...known.slice(2)]
      const rows = [header, risky, renamed, there, ordinary]
      const bytes = workbook(rows, '<mergeCells><mergeCell ref="B2:B4"/></mergeCells>')
      const wish = { id: other, planCode: 'comprehensive', name: '再次.xlsx', bytes }
      const batch = await importFile({ handler, services: server.services }, wish)
      expect(batch).toMatchObject({ rows: 4, accepted: 1, refused: 3, warnings: 0 })
      // Who is in the roster already is told so still, beside the merged cells.
      expect(batch.byCause).toMatchObject([
        { code: 'E10', rows: 1 },
        { code: 'E18', rows: 3 },
      ])
      expect(await detailOf(handler, other)).toMatchObject({
        plans: [{ people: 2 }],
        receipt: [{ heads: 2, amount: '200.00' }],
        total: '200.00',
      })
      expect(await checkInvariants(server.services)).toEqual([])
    })
    it('asks before it leaves out other sheets with people', async () => {
      const sheets = [
        { name: '一分厂', xml: sheetXml([HEADER, rowOf(1)]) },
        { name: '二分厂', xml: sheetXml([HEADER, rowOf(2)]) },
      ]
      const { other, batch } = await bring(makeXlsx(sheets))
      expect(batch).toMatchObject({ state: 'needs-confirmation', leftOutSheets: ['二分厂'], accepted: 0 })
      expect((await handler.post(`/api/batches/${batch.id}/confirm`)).statusCode).toBe(200)
      await runImport(server.services, batch.id as ImportBatchId)
      expect(await batchOf(handler, other, batch.id)).toMatchObject({ state: 'done', rows: 1, accepted: 1 })
    })
    it('lets two imports of one unit run one after the other', async () => {
      const bytes = makeXlsx([{ name: '名单', xml: sheetXml([HEADER, rowOf(5)]) }])
      const first = await newEnrolment(handler, { comprehensive: 1, 'accident-100': 1 })
      const uploads = []
      for (const plan of ['comprehensive', 'accident-100']) {
        uploads.push(await handler.upload(`/api/enrolments/${first}/rosters/${plan}`, 'a.xlsx', bytes))
      }
      const [one, two] = uploads.map((upload) => upload.json<{ batchId: ImportBatchId }>().batchId)
      if (!one || !two) throw new Error('not uploaded')
      await asSystem(server.services, (tx) =>
        sql`update import_batches set state = 'running' where id = ${one}`.execute(tx.db),
      )
      await runImport(server.services, two)
      expect(await batchOf(handler, first, two)).toMatchObject({ state: 'uploaded' })
      await runImport(server.services, one)
      await runImport(server.services, two)
      expect(await batchOf(handler, first, two)).toMatchObject({ state: 'done', accepted: 1 })
    })
  })

  it('runs one import per plan at a time; one that is cancelled leaves nobody behind', async () => {
    const other = await newEnrolment(handler, { comprehensive: 1 })
    const upload = await handler.upload(
      `/api/enrolments/${other}/rosters/comprehensive?again=true`,
      'a.xlsx',
      fixture('roster-clean-120.xlsx'),
    )
    const { batchId } = upload.json()
    const second = await handler.upload(
      `/api/enrolments/${other}/rosters/comprehensive`,
      'b.xlsx',
      fixture('roster-mixed-300.xlsx'),
    )
    expect(second.json().refusal.code).toBe('import-running')
    expect((await handler.post(`/api/batches/${batchId}/cancel`)).json()).toEqual({ done: true })
    await runImport(server.services, batchId as ImportBatchId)
    expect(await batchOf(handler, other, batchId)).toMatchObject({ state: 'cancelled', accepted: 0 })
    expect((await detailOf(handler, other)).plans[0]?.people).toBe(0)
    expect((await handler.post(`/api/batches/${batchId}/cancel`)).json().refusal.code).toBe('import-ended')
  })
  it('counts a batch that a dead process left running as interrupted', async () => {
    const other = await newEnrolment(handler, { comprehensive: 1 })
    const upload = await handler.upload(
      `/api/enrolments/${other}/rosters/comprehensive?again=true`,
      'a.xlsx',
      fixture('roster-clean-120.xlsx'),
    )
    const { batchId } = upload.json()
    await asSystem(server.services, (tx) =>
      sql`update import_batches set state = 'running' where id = ${batchId}`.execute(tx.db),
    )
    await runImport(server.services, batchId as ImportBatchId)
    expect(await batchOf(handler, other, batchId)).toMatchObject({ state: 'interrupted', accepted: 0 })
  })
})
