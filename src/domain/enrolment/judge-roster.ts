import type { CalendarDate } from '../shared/calendar-date.ts'
import type { FileProblem } from './roster-problems.ts'
import { isBlank, judgeRow, type RowJudgement, type RosterRules } from './roster-row.ts'
import type { RosterCells } from './roster.ts'
import { createSeenNumbers } from './seen-numbers.ts'

/**
 * Judges the rows of one roster from top to bottom and remembers whose number it has seen. `row` names a row in
 * problems of later rows (its number on the sheet). Blank rows give nothing and are not counted.
 */
export function createRosterJudge(rules: RosterRules, on: CalendarDate) {
  const seen = createSeenNumbers()
  let rowsWithoutClass = 0

  function judge(row: number, cells: RosterCells): RowJudgement | undefined {
    if (isBlank(cells)) return undefined
    if (rules.riskClasses && (cells.riskClass?.text ?? '') === '') rowsWithoutClass += 1
    return judgeRow(cells, rules, on, (number) => {
      const first = seen.firstRowOf(number, row)
      return first === row ? undefined : first
    })
  }

  /** What is said once about the whole file, after its last row. */
  function findings(): FileProblem[] {
    return rowsWithoutClass > 0 ? [{ code: 'risk-class-absent', rows: rowsWithoutClass }] : []
  }

  return { judge, findings }
}
