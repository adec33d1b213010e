import type { Workbook } from '../../src/server/workbooks/cells.ts'
import { openWorkbook } from '../../src/server/workbooks/open-workbook.ts'

export type RowTexts = readonly [row: number, texts: readonly string[]]

/** Every row of a sheet with its number and the texts of its cells. */
export async function textsOf(workbook: Workbook, index = 0): Promise<RowTexts[]> {
  const found: RowTexts[] = []
  for await (const rows of workbook.sheets[index]?.rows() ?? []) {
    for (const { row, cells } of rows) found.push([row, cells.map(({ text }) => text)])
  }
  return found
}

/** Opens a file and reads its first sheet. */
export async function readWorkbook(bytes: Buffer, name = 'a.xlsx'): Promise<RowTexts[]> {
  return textsOf(await openWorkbook(bytes, name))
}
