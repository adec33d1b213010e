import { rosterProblemReason } from '../../contract/words/roster-problems.ts'
import { refuses, ROSTER_PROBLEMS, type RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import type { RosterRules } from '../../domain/enrolment/roster-row.ts'
import type { RosterColumn } from '../../domain/enrolment/roster.ts'
import { writeWorkbook, type WrittenRow } from '../workbooks/write-workbook.ts'
import { BATCH_PROPERTY } from './failed-rows-property.ts'
import { rosterColumns, TEMPLATE_SHEET } from './roster-template.ts'

/** A refused row: its texts as typed and all its problems. */
export type FailedRow = {
  readonly texts: Readonly<Partial<Record<RosterColumn, string>>>
  readonly problems: readonly RosterProblem[]
}

export const REASON_HEADER = '错误原因'

/**
 * 导入失败人员: the template's columns as typed, the reasons beside them, the cells to mend marked. It carries its import
 * batch, so that importing it again closes the rows it came from.
 */
export async function failedRowsWorkbook(
  batch: string,
  rules: RosterRules,
  rows: readonly FailedRow[],
): Promise<Uint8Array> {
  const columns = rosterColumns(rules)
  const order = columns.map(({ column }) => column)
  return writeWorkbook({
    title: '导入失败人员',
    sheet: TEMPLATE_SHEET,
    columns: [...columns, { header: REASON_HEADER, width: 70, wraps: true }],
    rows: rows.map((row) => writtenRow(row, order)),
    properties: { [BATCH_PROPERTY]: batch },
  })
}

function writtenRow({ texts, problems }: FailedRow, order: readonly RosterColumn[]): WrittenRow {
  const wrong = problems.filter(refuses).map(({ code }) => order.indexOf(ROSTER_PROBLEMS[code].column))
  return {
    texts: [...order.map((column) => texts[column] ?? ''), reasons(problems)],
    marked: [...new Set(wrong.filter((column) => column >= 0)), order.length],
  }
}

function reasons(problems: readonly RosterProblem[]): string {
  return problems.map((problem) => `${ROSTER_PROBLEMS[problem.code].number} ${rosterProblemReason(problem)}`).join('\n')
}
