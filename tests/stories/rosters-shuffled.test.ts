import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { LIMITS } from '../../src/server/workbooks/cells.ts'
import { openContainer } from '../../src/server/workbooks/container.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { importFile, newEnrolment } from '../support/enrolment.ts'
import { rounds } from '../support/long.ts'
import { makeXlsx, makeZip, sheetXml, workbookParts } from '../support/make-xlsx.ts'
import { personOf } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const PLAN = 'comprehensive'
/** What makes a name, a number and a phone wrong alike, and is taken out again to mend them. */
const WRONG = '7错'
const COLUMNS = ['name', 'idNumber', 'phone'] as const
type Column = (typeof COLUMNS)[number]
/** A row about one of few people, so that they repeat; `wrong` is the column that is mistyped. */
type Row = { readonly index: number; readonly wrong: Column | undefined }

const cellsOf = ({ index, wrong }: Row): string[] =>
  COLUMNS.map((column) => personOf(index)[column] + (column === wrong ? WRONG : ''))
const numbersOf = (rows: readonly Row[]) => [...new Set(rows.map(({ index }) => personOf(index).idNumber))].sort()

/** As many rows as a file of these leaves accepted: the first of each number that can be read, where it is right. */
function takenOf(rows: readonly Row[]): number {
  const seen = new Set<number>()
  let taken = 0
  for (const { index, wrong } of rows) {
    if (wrong === 'idNumber' || seen.has(index)) continue
    seen.add(index)
    if (!wrong) taken += 1
  }
  return taken
}

const HEADER = ['参保人姓名', '身份证号', '手机号']
const sheetOf = (rows: readonly Row[]) => ({ name: '名单', xml: sheetXml([HEADER, ...rows.map(cellsOf)]) })
const FORMS: Readonly<Record<string, (rows: readonly Row[]) => Buffer>> = {
  'a.csv': (rows) => Buffer.from([HEADER, ...rows.map(cellsOf)].map((cells) => cells.join(',')).join('\n')),
  'a.xlsx': (rows) => makeXlsx([sheetOf(rows)]),
  'packed-anew.xlsx': (rows) => makeZip(workbookParts([sheetOf(rows)]).map((part) => ({ ...part, stored: true }))),
}

/** The workbook with every mark taken out of its cells, packed anew as a spreadsheet would. */
async function mended(workbook: Buffer): Promise<Buffer> {
  const container = await openContainer(workbook, LIMITS)
  const parts = container.names.map(async (name) => {
    const data = (await container.bytes(name)).toString().replaceAll(WRONG, '')
    return { name, data }
  })
  return makeZip(await Promise.all(parts))
}

const row = fc.record({
  index: fc.nat(9),
  wrong: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(...COLUMNS)),
})
const someRows = fc.array(row, { minLength: 1, maxLength: 30 })
const form = fc.constantFrom(...Object.keys(FORMS))

describe('a roster of whatever rows, in whatever order and form', () => {
  let server: TestServer
  let handler: Actor
  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-30T10:00:00+08:00' })
    const { unitId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
  })
  afterAll(() => server.stop())

  async function numbersIn(id: string): Promise<string[]> {
    const answer = await handler.post(`/api/enrolments/${id}/rosters/${PLAN}/window`, {})
    const { rows } = answer.json<{ rows: { idNumber: string }[] }>()
    return rows.map(({ idNumber }) => idNumber).sort()
  }
  async function refusedOf(batchId: string): Promise<{ problems: { code: string }[] }[]> {
    const { rows } = (await handler.get(`/api/batches/${batchId}/refused?limit=100`)).json()
    return rows
  }

  it(
    'gives the union of its people and no more, whichever of them are mended and come again',
    async () => {
      const shuffled = someRows.chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
      )
      await fc.assert(
        fc.asyncProperty(shuffled, form, form, async ([rows, reordered], first, second) => {
          const id = await newEnrolment(handler, { [PLAN]: 1 })
          const bring = async (name: string, bytes: Buffer) => {
            const batch = await importFile({ handler, services: server.services }, { id, planCode: PLAN, name, bytes })
            expect(batch).toMatchObject({ state: 'done', rows: batch.accepted + batch.refused })
            expect(await refusedOf(batch.id)).toHaveLength(batch.refused)
            return batch
          }
          const batch = await bring(first, FORMS[first]!(rows))
          expect(batch).toMatchObject({ rows: rows.length, accepted: takenOf(rows) })

          if (batch.refused > 0) {
            const failed = await handler.get(`/api/batches/${batch.id}/refused.xlsx`)
            const again = await bring('导入失败人员.xlsx', await mended(failed.rawPayload))
            expect(again.rows).toBe(batch.refused)
            expect(await refusedOf(batch.id)).toEqual([])
            for (const { problems } of await refusedOf(again.id))
              expect(problems.some(({ code }) => code === 'E09' || code === 'E10')).toBe(true)
          }
          expect(await numbersIn(id)).toEqual(numbersOf(rows))

          const right = reordered.map(({ index }) => ({ index, wrong: undefined }))
          const more = await bring(second, FORMS[second]!(right))
          expect(more).toMatchObject({ rows: rows.length, accepted: 0 })
          expect(await numbersIn(id)).toEqual(numbersOf(rows))
        }),
        // Three imports a run: to look for a smaller case would take minutes.
        { numRuns: rounds(6, 150), endOnFailure: true },
      )
      expect(await checkInvariants(server.services)).toEqual([])
    },
    rounds(240_000, 3_600_000),
  )
})
