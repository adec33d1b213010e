import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rounds } from '../../../tests/support/long.ts'
import { date } from '../shared/calendar-date.ts'
import { checkCharacter } from '../shared/id-number.ts'
import { createRosterJudge } from './judge-roster.ts'
import { refuses, ROSTER_PROBLEMS, withContext, type RosterProblem } from './roster-problems.ts'
import { judgeRow, type RosterRules } from './roster-row.ts'
import { ROSTER_COLUMNS, type RosterCell, type RosterCells } from './roster.ts'

const on = date('2026-12-01')
const rules: RosterRules = {
  ageMin: 16,
  ageMax: 60,
  overAgeProofMax: 65,
  riskClasses: true,
  idKinds: ['resident-id', 'hmt-residence-permit', 'permanent-residence-card', 'passport'],
}
const text = (value: string): RosterCell => ({ text: value, kind: 'text' })
const number = (value: string): RosterCell => ({ text: value, kind: 'number' })
const untyped = (value: string): RosterCell => ({ text: value, kind: 'untyped' })
const row = (cells: Record<string, RosterCell | string> = {}): RosterCells =>
  Object.fromEntries(
    Object.entries({ name: '王明', idNumber: '379900199001010019', phone: '19912345678', ...cells }).map(
      ([column, cell]) => [column, typeof cell === 'string' ? text(cell) : cell],
    ),
  )
const judge = (cells: RosterCells, changed: Partial<RosterRules> = {}, earlierRow?: number) =>
  judgeRow(cells, { ...rules, ...changed }, on, () => earlierRow)
const numbers = (problems: readonly RosterProblem[]) => problems.map(({ code }) => ROSTER_PROBLEMS[code].number)
const found = (cells: RosterCells, changed: Partial<RosterRules> = {}, earlierRow?: number) =>
  numbers(judge(cells, changed, earlierRow).problems)
const born = (yyyymmdd: string, sequence = '001') => {
  const first17 = `379900${yyyymmdd}${sequence}`
  return first17 + checkCharacter(first17)
}

describe('a row of a roster', () => {
  it('gives the person, normalised', () => {
    expect(judge(row({ riskClass: '高危' })).person).toEqual({
      name: '王明',
      idKind: 'resident-id',
      idNumber: '379900199001010019',
      born: '1990-01-01',
      sex: 'male',
      phone: '19912345678',
      riskClass: 'high-risk',
    })
  })

  it('shows all that is wrong with name, phone and class, and the first thing that refuses the document', () => {
    const cells = row({ name: '李@', idNumber: '379900199001010018', phone: '12', riskClass: '危险' })
    expect(found(cells)).toEqual(['E01', 'E04', 'E13', 'E17'])
  })

  it.each([
    ['20101201', [], '16 on the first day'],
    ['20101202', ['E06'], 'a day under 16'],
    ['19661201', [], '60 on the first day'],
    ['19651201', ['E07'], '61'],
    ['19611201', ['E07'], '65'],
    ['19601201', ['E07'], '66'],
    ['20270101', ['E05'], 'not yet born'],
  ])('born %s gets %j: %s', (day, expected) => expect(found(row({ idNumber: born(day) }))).toEqual(expected))

  it('is accepted over age with a warning where the plan takes proof, and only up to its limit', () => {
    const cells = row({ idNumber: born('19611201') })
    expect(judge(cells).person).toBeDefined()
    expect(judge(cells, { overAgeProofMax: undefined }).person).toBeUndefined()
    expect(judge(row({ idNumber: born('19601201') })).person).toBeUndefined()
  })

  it('goes on looking after a warning about age', () => {
    expect(found(row({ idNumber: born('19611201') }), { sex: 'female' })).toEqual(['E07', 'E08'])
    expect(found(row({ idNumber: born('19611201') }), {}, 7)).toEqual(['E07', 'E09'])
    expect(found(row(), { sex: 'female' }, 7)).toEqual(['E08'])
  })

  it.each([
    [number('3.79900199001010E+17'), ['E19']],
    [number('379900199001030000'), ['E19']],
    [number('379900900101001'), ['E03']],
    [text('3.799E+17'), ['E19']],
    [untyped('379900199001030000'), ['E19']],
    [text('379900199001030000'), ['E04']],
    [untyped('379900199001010018'), ['E04']],
  ])('knows digits that a spreadsheet has eaten: %j', (idNumber, expected) =>
    expect(found(row({ idNumber }))).toEqual(expected),
  )

  it('takes 18 digits that end in 000 where their check is right', () => {
    expect(found(row({ idNumber: untyped('379900199001010000') }))).toEqual([])
  })

  it('reads phones in number cells', () => {
    expect(found(row({ phone: number('1.9912345678E10') }))).toEqual([])
    expect(found(row({ phone: number('199123456.5') }))).toEqual(['E13'])
  })

  it('asks birth date and sex of documents that do not carry them', () => {
    const passport = { idNumber: 'E12345678', idKind: '护照' }
    expect(found(row(passport))).toEqual(['E05'])
    expect(found(row({ ...passport, born: '1990-02-30', sex: '女' }))).toEqual(['E05'])
    expect(found(row({ ...passport, born: '1990/1/31' }))).toEqual(['E08'])
    for (const typed of ['1990-1-31', '1990年1月31日', '19900131', '1990.01.31']) {
      expect(judge(row({ ...passport, born: typed, sex: '女' })).person).toMatchObject({
        idKind: 'passport',
        born: '1990-01-31',
        sex: 'female',
      })
    }
    expect(judge(row({ ...passport, born: number('32904'), sex: '男' })).person?.born).toBe('1990-01-31')
  })

  it('refuses kinds of documents that it does not know or the plan does not take', () => {
    expect(found(row({ idKind: '驾驶证' }))).toEqual(['E03'])
    expect(found(row({ idNumber: 'E12345678' }), { idKinds: ['resident-id'] })).toEqual(['E03'])
    expect(found(row({ idKind: '驾驶证', idNumber: '' }))).toEqual(['E02'])
  })

  it('takes what the database found in the order of the numbers, unless the document is refused already', () => {
    const context = [{ code: 'covered-elsewhere' }, { code: 'already-in-enrolment' }, { code: 'name-differs' }] as const
    expect(numbers(withContext([], context))).toEqual(['E10', 'E14'])
    expect(numbers(withContext([{ code: 'phone-missing' }], context))).toEqual(['E10', 'E13', 'E14'])
    expect(numbers(withContext([{ code: 'wrong-check-digit' }], context))).toEqual(['E04', 'E14'])
    const overAge = { code: 'over-age-needs-proof', age: 62, most: 60, on } as const
    expect(numbers(withContext([overAge], context))).toEqual(['E07', 'E10', 'E14'])
  })
})

describe('the rows of a roster', () => {
  it('know an earlier row with the same number, also where that row was refused for something else', () => {
    const roster = createRosterJudge(rules, on)
    expect(roster.judge(2, row({ phone: '12' }))?.person).toBeUndefined()
    expect(roster.judge(3, row())?.problems).toEqual([{ code: 'repeated-in-file', earlierRow: 2 }])
    expect(roster.judge(4, row())?.problems).toEqual([{ code: 'repeated-in-file', earlierRow: 2 }])
  })

  it('are skipped where they hold nothing but a running number', () => {
    const roster = createRosterJudge(rules, on)
    expect(roster.judge(2, { sequence: number('1'), name: text(' \u3000') })).toBeUndefined()
    expect(roster.findings()).toEqual([])
  })

  it('are said once to have no class, where the plan knows classes', () => {
    const roster = createRosterJudge(rules, on)
    roster.judge(2, row())
    roster.judge(3, row({ idNumber: born('19900102') }))
    expect(roster.findings()).toEqual([{ code: 'risk-class-absent', rows: 2 }])
  })
})

/** A million rows in the long form, a hundredth of it every day. */
const RUNS = rounds(10_000, 1_000_000)
const LONGEST = 900_000

describe('judging', () => {
  const cell = fc.record({
    text: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 25 }),
      fc.stringMatching(/^[0-9X]{14,19}$/),
      fc.integer({ min: 0, max: 999 }).map((n) => born('19850615', String(n).padStart(3, '0'))),
      fc.constantFrom('', '王明', '护照', '男', '普通', '19912345678', '1.2E+17', '379900850615002'),
    ),
    kind: fc.constantFrom('text' as const, 'number' as const, 'untyped' as const),
  })
  const cells = fc.dictionary(fc.constantFrom(...ROSTER_COLUMNS), cell)

  it(
    'never fails, and accepts exactly the rows in which nothing refuses',
    () => {
      fc.assert(
        fc.property(cells, (typed) => {
          const { person, problems } = judge(typed)
          expect(person === undefined).toBe(problems.some(refuses))
        }),
        { numRuns: RUNS },
      )
    },
    LONGEST,
  )

  it(
    'refuses a number of which one character was changed, or reads it as another kind of document',
    () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 999 }),
          fc.nat(17),
          fc.stringMatching(/^[0-9X]$/),
          (sequence, at, changed) => {
            const good = born('19850615', String(sequence).padStart(3, '0'))
            const mutated = good.slice(0, at) + changed + good.slice(at + 1)
            const { person } = judge(row({ idNumber: mutated }))
            if (mutated !== good) expect(person?.idKind).not.toBe('resident-id')
          },
        ),
        { numRuns: RUNS },
      )
    },
    LONGEST,
  )
})
