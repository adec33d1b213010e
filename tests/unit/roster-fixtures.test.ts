import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { date } from '../../src/domain/shared/calendar-date.ts'
import type { RosterRules } from '../../src/domain/enrolment/roster-row.ts'
import { rosterRulesOf } from '../../src/domain/enrolment/roster-row.ts'
import { checkRosterFile, type RosterCheck } from '../../src/server/enrolment/check-roster.ts'
import { readCatalogue } from '../../src/server/plans/read-catalogue.ts'

const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name)
type Expected = {
  on: string
  plan: string
  rows: number
  accepted: number
  problems: Record<string, { code: string; level: string }[]>
}
const expected = JSON.parse(readFileSync(fixture('roster-mixed-300.expected.json'), 'utf8')) as Expected
const on = date(expected.on)

async function rulesOf(code: string): Promise<RosterRules> {
  const { plans } = await readCatalogue()
  const entry = plans.find(({ plan }) => plan.code === code)
  if (!entry) throw new Error(`no plan ${code}`)
  return rosterRulesOf(entry.plan)
}

function byRow({ problems }: RosterCheck): Record<string, { code: string; level: string }[]> {
  const found: Record<string, { code: string; level: string }[]> = {}
  for (const { row, code, level } of problems) if (row !== null) (found[row] ??= []).push({ code, level })
  return found
}

describe('the mixed roster of 300 people', () => {
  const listed = Object.fromEntries(Object.entries(expected.problems).filter(([, problems]) => problems.length > 0))

  it.each([
    'roster-mixed-300.xlsx',
    'roster-mixed-300.xls',
    'roster-mixed-300.csv',
    'roster-mixed-300.resaved-by-libreoffice.xlsx',
  ])('gets the expected outcome in every row: %s', async (name) => {
    const check = await checkRosterFile(fixture(name), name, await rulesOf(expected.plan), on)
    expect(byRow(check)).toEqual(listed)
    expect(check).toMatchObject({ rows: 300, accepted: expected.accepted, refused: 300 - expected.accepted })
    expect(check.problems.filter(({ row }) => row === null).map(({ code, level }) => `${code} ${level}`)).toEqual([
      'E17 warning',
    ])
  })

  it('says of each problem in which cell it is', async () => {
    const name = 'roster-mixed-300.xlsx'
    const { problems } = await checkRosterFile(fixture(name), name, await rulesOf(expected.plan), on)
    const of = (row: number) => problems.filter((problem) => problem.row === row)
    expect(of(53)[0]).toMatchObject({ column: 'idNumber', message: expect.stringMatching(/^C55：/) as string })
    expect(of(24)[0]?.message).toContain('第 3 行')
    expect(of(80)[0]?.message).toMatch(/^D82：/)
  })
})

describe('the clean roster of 120 people', () => {
  it.each(['roster-clean-120.xlsx', 'roster-clean-120.xls', 'roster-clean-120.gbk.csv'])(
    'is accepted whole: %s',
    async (name) => {
      const check = await checkRosterFile(fixture(name), name, await rulesOf('comprehensive'), on)
      expect(check).toMatchObject({ rows: 120, accepted: 120, refused: 0 })
    },
  )
})

describe('the roster of 60 women', () => {
  it('is accepted whole by a plan for women', async () => {
    const name = 'roster-women-60.xlsx'
    const check = await checkRosterFile(fixture(name), name, await rulesOf('ningbo-women'), on)
    expect(check).toMatchObject({ rows: 60, accepted: 60, refused: 0, problems: [] })
  })
})
