import { cellReference, unreadable, type Cell, type WorkbookLimits } from './cells.ts'

/** A title, notes and a header may stand above the people. */
export const ROWS_ABOVE = 10

/** Lets rows with text pass and refuses the file at the first row, column or cell beyond the limits. */
export function createRowGate(limits: WorkbookLimits) {
  let passed = 0

  function admits(row: number, cells: readonly Cell[]): boolean {
    let filled = false
    cells.forEach(({ text }, index) => {
      if (text === '') return
      filled = true
      const cell = () => cellReference(row, index + 1)
      if (index >= limits.columns) throw unreadable({ code: 'too-many-columns', most: limits.columns, cell: cell() })
      if (text.length > limits.cellCharacters) {
        throw unreadable({ code: 'cell-too-long', most: limits.cellCharacters, cell: cell() })
      }
    })
    if (filled) passed += 1
    if (passed > limits.rows + ROWS_ABOVE) throw unreadable({ code: 'too-many-rows', most: limits.rows })
    return filled
  }

  return { admits }
}
