import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROSTER_PROBLEMS, type RosterProblemCode } from '../../src/domain/enrolment/roster-problems.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { fixture, importFile, newEnrolment } from '../support/enrolment.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Problem = { readonly code: string; readonly level: 'error' | 'warning' }
const expected = JSON.parse(fixture('roster-mixed-300.expected.json').toString()) as {
  readonly rows: number
  readonly accepted: number
  readonly problems: Readonly<Record<string, readonly Problem[]>>
}

describe('a roster in each of its forms, imported and stored', () => {
  let server: TestServer
  let handler: Actor
  beforeAll(async () => {
    // Cover would begin on 1 December, the day that the fixtures are judged for.
    server = await startTestServer({ at: '2026-11-30T10:00:00+08:00' })
    const association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
  })
  afterAll(() => server.stop())

  const imported = async (name: string) => {
    const id = await newEnrolment(handler, { comprehensive: 1 })
    const wishes = { id, planCode: 'comprehensive', name, bytes: fixture(name) }
    return importFile({ handler, services: server.services }, wishes)
  }
  /** The codes that stand in the database with each row that has any: refused ones and those accepted with a warning. */
  const codesOf = (batchId: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ row: number; codes: string[] }>`select row_number as row, codes from refused_rows
          where batch_id = ${batchId}
        union all select batch_row, warnings from roster_people where batch_id = ${batchId} and warnings <> '{}'`.execute(
        db,
      )
      return Object.fromEntries(rows.map(({ row, codes }) => [row, codes.map(numberOf)]))
    })
  /** Rows that were accepted keep the rule that warned instead of its number. */
  const numberOf = (code: string) => ROSTER_PROBLEMS[code as RosterProblemCode]?.number ?? code

  it.each([
    'roster-mixed-300.xlsx',
    'roster-mixed-300.xls',
    'roster-mixed-300.csv',
    'roster-mixed-300.resaved-by-libreoffice.xlsx',
  ])('keeps every row with its outcome: %s', async (name) => {
    const batch = await imported(name)
    const refused = expected.rows - expected.accepted
    expect(batch).toMatchObject({ state: 'done', rows: expected.rows, accepted: expected.accepted, refused })
    const codes = Object.entries(expected.problems).filter(([, problems]) => problems.length > 0)
    expect(await codesOf(batch.id)).toEqual(
      Object.fromEntries(codes.map(([row, problems]) => [row, problems.map(({ code }) => code)])),
    )
  })

  it.each(['roster-clean-120.xlsx', 'roster-clean-120.xls', 'roster-clean-120.gbk.csv'])(
    'stores everybody of a clean one: %s',
    async (name) => {
      expect(await imported(name)).toMatchObject({ state: 'done', rows: 120, accepted: 120, refused: 0 })
    },
  )
})
