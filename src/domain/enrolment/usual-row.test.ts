import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rounds } from '../../../tests/support/long.ts'
import { date } from '../shared/calendar-date.ts'
import { checkCharacter } from '../shared/id-number.ts'
import { createRosterJudge } from './judge-roster.ts'
import type { RosterRules } from './roster-row.ts'
import { ROSTER_COLUMNS, type ColumnPlaces, type RosterCell, type RosterCells, type RosterColumn } from './roster.ts'
import { usualJudgement, type RowOfBytes } from './usual-row.ts'

const on = date('2026-12-01')
const RULES: RosterRules = {
  ageMin: 16,
  ageMax: 60,
  overAgeProofMax: 65,
  riskClasses: true,
  idKinds: ['resident-id', 'passport'],
}
const PLACES: ColumnPlaces = Object.fromEntries(ROSTER_COLUMNS.map((column, place) => [column, place]))
const LONGEST = 900_000

/** A row as the reader of sheets holds it: its texts somewhere among other bytes. */
function inBytes(cells: RosterCells): RowOfBytes {
  const stored = ROSTER_COLUMNS.map((column) => cells[column])
  const parts = stored.map((cell) => new TextEncoder().encode(`<${cell?.text ?? ''}>`))
  const starts = Int32Array.from(parts, () => 1)
  const ends = Int32Array.from(parts, ({ length }) => length - 1)
  const isEmpty = (column: number) => (stored[column]?.text ?? '') === ''
  return { sources: parts, starts, ends, isEmpty, isNumber: (column) => stored[column]?.kind === 'number' }
}

/** Both ways of judging the same rows: with the short way tried first, and without. */
function bothWays(rows: readonly RosterCells[], rules: RosterRules) {
  const [long, short] = [createRosterJudge(rules, on), createRosterJudge(rules, on, PLACES)]
  const outcomes = rows.map((cells, index) => {
    const row = index + 2
    const accepted = short.accepts(row, inBytes(cells))
    return { long: long.judge(row, cells), accepted, short: accepted ? usualJudgement(cells) : short.judge(row, cells) }
  })
  return { outcomes, findings: [long.findings(), short.findings()] }
}

const numbered = (day: string, sequence: number, area = '379900') => {
  const first17 = `${area}${day}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}
const text = (value: string): RosterCell => ({ text: value, kind: 'text' })
const person = (cells: Record<string, RosterCell> = {}): RosterCells => ({
  sequence: { text: '1', kind: 'number' },
  name: text('王明'),
  idNumber: text(numbered('19900101', 1)),
  phone: text('19912345678'),
  ...cells,
})

describe('a row of the usual form', () => {
  const accepts = (cells: RosterCells, rules: Partial<RosterRules> = {}) =>
    createRosterJudge({ ...RULES, ...rules }, on, PLACES).accepts(2, inBytes(cells))

  it('is accepted from its bytes', () => {
    expect(accepts(person())).toBe(true)
    expect(accepts(person({ phone: { text: '19912345678', kind: 'number' } }))).toBe(true)
    expect(accepts(person({ born: text('1990'), sex: text('男') }))).toBe(true)
    expect(accepts(person({ name: text('一'.repeat(20)) }))).toBe(true)
  })

  it.each<[string, Record<string, RosterCell>]>([
    ['a class', { riskClass: text('普通') }],
    ['a kind of document', { idKind: text('身份证') }],
    ['a long name', { name: text('一'.repeat(21)) }],
    ['a rare character', { name: text('㐂明') }],
    ['a number cell', { idNumber: { text: numbered('19900101', 1), kind: 'number' } }],
    ['a residence permit', { idNumber: text(numbered('19900101', 1, '810000')) }],
    ['no province', { idNumber: text(numbered('19900101', 1, '990000')) }],
    ['a day that does not exist', { idNumber: text(numbered('19900230', 1)) }],
    ['an age to be warned of', { idNumber: text(numbered('19640101', 1)) }],
    ['a phone of nobody', { phone: text('12912345678') }],
  ])('is left to the long way where it has %s', (_, cells) => expect(accepts(person(cells))).toBe(false))

  it('is left to the long way where the plan asks for others', () => {
    expect(accepts(person(), { sex: 'female' })).toBe(false)
    expect(accepts(person(), { idKinds: ['passport'] })).toBe(false)
    expect(accepts(person(), { ageMin: 40 })).toBe(false)
  })
})

describe('the short way of judging', () => {
  const day = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('19900101', '19891215', '20000229', '20101201', '19661201') },
    { weight: 1, arbitrary: fc.constantFrom('20101202', '19651130', '19610101', '19000229', '18990101', '21000101') },
    { weight: 1, arbitrary: fc.constantFrom('19900015', '19891232', '19900132', '19901301', '19900100') },
    { weight: 1, arbitrary: fc.stringMatching(/^(19|20)\d\d[01]\d[0-3]\d$/) },
  )
  const area = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('379900', '719900') },
    { weight: 1, arbitrary: fc.constantFrom('810000', '810001', '919900', '009900', '939900') },
  )
  const number = fc.tuple(day, fc.nat(5), area)
  const usual: Record<RosterColumn, fc.Arbitrary<string>> = {
    sequence: fc.constantFrom('1', ''),
    name: fc.stringMatching(/^[\u4e00-\u9fff]{1,3}$/),
    idNumber: number.map((parts) => numbered(...parts)),
    phone: fc.stringMatching(/^1[2-9]\d{9}$/),
    idKind: fc.constant(''),
    born: fc.constantFrom('', '1990-01-01'),
    sex: fc.constantFrom('', '女'),
    riskClass: fc.constant(''),
  }
  const strange: Record<RosterColumn, fc.Arbitrary<string>> = {
    ...usual,
    name: fc.constantFrom('\u4dff', '\u4e00', '\u9fff', '\ua000', '一'.repeat(21), '王·明', '王 明', 'Li', '𠮷', ''),
    idKind: fc.constantFrom('身份证', '护照', '驾驶证'),
    riskClass: fc.constantFrom('普通', '高危', '?'),
  }
  /** A usual text, once in a while a strange one or one with a character changed, dropped or put in. */
  const typed = (column: RosterColumn) =>
    fc.oneof(
      { weight: 40, arbitrary: usual[column] },
      { weight: 1, arbitrary: strange[column] },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            usual[column],
            fc.nat(20),
            fc.nat(1),
            fc.oneof(fc.string({ maxLength: 2 }), fc.constantFrom('0', 'x', 'X')),
          )
          .map(([whole, at, dropped, put]) => whole.slice(0, at) + put + whole.slice(at + dropped)),
      },
    )
  const cell = (column: RosterColumn) =>
    fc.record({
      text: typed(column),
      kind: fc.oneof(
        { weight: 9, arbitrary: fc.constant('text' as const) },
        { weight: 1, arbitrary: fc.constant('number' as const) },
      ),
    })
  const row = fc.record(
    Object.fromEntries(ROSTER_COLUMNS.map((column) => [column, cell(column)])) as Record<
      RosterColumn,
      fc.Arbitrary<RosterCell>
    >,
  )
  const rules = fc.record({
    ageMin: fc.constantFrom(0, 16),
    ageMax: fc.constantFrom(60, 64),
    overAgeProofMax: fc.constantFrom(undefined, 65),
    sex: fc.constantFrom(undefined, undefined, 'female' as const),
    riskClasses: fc.boolean(),
    idKinds: fc.constantFrom(...([['resident-id'], ['resident-id', 'passport'], ['passport']] as const)),
  })

  it(
    'says of every row what the long way says',
    () => {
      let short = 0
      fc.assert(
        fc.property(fc.array(row, { maxLength: 12 }), rules, (rows, plan) => {
          const { outcomes, findings } = bothWays(rows, plan)
          for (const outcome of outcomes) {
            expect(outcome.short).toEqual(outcome.long)
            if (outcome.accepted) short += 1
          }
          expect(findings[1]).toEqual(findings[0])
        }),
        { numRuns: rounds(3_000, 200_000) },
      )
      expect(short).toBeGreaterThan(rounds(300, 20_000))
    },
    LONGEST,
  )
})
