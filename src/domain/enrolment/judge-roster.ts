import type { CalendarDate } from '../shared/calendar-date.ts'
import type { FileProblem } from './roster-problems.ts'
import { isBlank, judgeRow, type RowJudgement, type RosterRules } from './roster-row.ts'
import type { ColumnPlaces, RosterCells } from './roster.ts'
import { createSeenNumbers } from './seen-numbers.ts'
import { createUsualRows, type RowOfBytes } from './usual-row.ts'

/**
 * Judges the rows of one roster from top to bottom and remembers whose number it has seen. `row` names a row in
 * problems of later rows (its number on the sheet). Blank rows give nothing and are not counted. `places` says where
 * the columns of rows in bytes stand.
 */
export function createRosterJudge(rules: RosterRules, on: CalendarDate, places: ColumnPlaces = {}) {
  const seen = createSeenNumbers()
  const usual = createUsualRows(rules, on, places, seen)
  let rowsWithoutClass = 0

  function judge(row: number, cells: RosterCells): RowJudgement | undefined {
    if (isBlank(cells)) return undefined
    if (rules.riskClasses && (cells.riskClass?.text ?? '') === '') rowsWithoutClass += 1
    return judgeRow(cells, rules, on, (number) => {
      const first = seen.firstRowOf(number, row)
      return first === row ? undefined : first
    })
  }

  /** Whether a row that lies in bytes is accepted without a word. Where it is not, `judge` has to look at it. */
  function accepts(row: number, cells: RowOfBytes): boolean {
    if (!usual.has(row, cells)) return false
    if (rules.riskClasses) rowsWithoutClass += 1
    return true
  }

  /** What is said once about the whole file, after its last row. */
  function findings(): FileProblem[] {
    return rowsWithoutClass > 0 ? [{ code: 'risk-class-absent', rows: rowsWithoutClass }] : []
  }

  return { judge, accepts, findings }
}
