import type { CalendarDate } from '../shared/calendar-date.ts'
import type { IdNumber } from '../shared/id-number.ts'
import type { FileProblem } from './roster-problems.ts'
import { isBlank, judgeRow, type RowJudgement, type RosterRules } from './roster-row.ts'
import type { RosterCells } from './roster.ts'

/**
 * Judges the rows of one roster from top to bottom and remembers whose number it has seen. `row` names a row in
 * problems of later rows (its number on the sheet). Blank rows give nothing and are not counted.
 */
export function createRosterJudge(rules: RosterRules, on: CalendarDate) {
  const seen = new Map<IdNumber, number>()
  const earlier = (number: IdNumber) => seen.get(number)
  let rowsWithoutClass = 0

  function judge(row: number, cells: RosterCells): RowJudgement | undefined {
    if (isBlank(cells)) return undefined
    if (rules.riskClasses && (cells.riskClass?.text ?? '') === '') rowsWithoutClass += 1
    const judgement = judgeRow(cells, rules, on, earlier)
    const number = judgement.document?.number
    if (number !== undefined && !seen.has(number)) seen.set(number, row)
    return judgement
  }

  /** What is said once about the whole file, after its last row. */
  function findings(): FileProblem[] {
    return rowsWithoutClass > 0 ? [{ code: 'risk-class-absent', rows: rowsWithoutClass }] : []
  }

  return { judge, findings }
}
