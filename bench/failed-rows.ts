import type { FailedRow } from '../src/server/enrolment/failed-rows-workbook.ts'
import type { RosterRules } from '../src/domain/enrolment/roster-row.ts'
import { milliseconds, times, type Figure, type Measured, type Verdict } from './support/figure.ts'
import { peer } from './support/peer.ts'

const ROWS = 20_000
const rules: RosterRules = { ageMin: 16, ageMax: 60, riskClasses: true, idKinds: ['resident-id', 'passport'] }

async function failedRows(): Promise<FailedRow[]> {
  const { people } = await import('./support/people.ts')
  return Array.from(people(ROWS), ({ name, idNumber, phone }, index) => ({
    texts: { sequence: String(index + 1), name, idNumber, phone: index % 3 === 0 ? phone.slice(1) : phone },
    problems: [{ code: 'wrong-check-digit' }, ...(index % 3 === 0 ? [{ code: 'phone-malformed' } as const] : [])],
  }))
}

async function ours() {
  const { failedRowsWorkbook } = await import('../src/server/enrolment/failed-rows-workbook.ts')
  const bytes = await failedRowsWorkbook('bench', rules, await failedRows())
  return { bytes: bytes.length }
}

type Cell = { fill?: object }
type ExcelJs = {
  Workbook: new () => {
    addWorksheet(name: string): { addRow(values: readonly string[]): { getCell(column: number): Cell } }
    xlsx: { writeBuffer(): Promise<ArrayBuffer> }
  }
}

async function exceljs() {
  const { rosterProblemReason } = await import('../src/contract/words/roster-problems.ts')
  const book = new (peer<ExcelJs>('exceljs').Workbook)()
  const sheet = book.addWorksheet('参保人信息')
  const fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } }
  sheet.addRow(['序号', '参保人姓名', '身份证号', '手机号', '证件类型', '出生日期', '性别', '职业类别', '错误原因'])
  for (const { texts, problems } of await failedRows()) {
    const { sequence = '', name = '', idNumber = '', phone = '' } = texts
    const reasons = problems.map((problem) => rosterProblemReason(problem)).join('\n')
    const row = sheet.addRow([sequence, name, idNumber, phone, '', '', '', '', reasons])
    for (const column of [3, 9]) row.getCell(column).fill = fill
  }
  return { bytes: (await book.xlsx.writeBuffer()).byteLength }
}

function judge(measured: Measured): Verdict[] {
  const [own, other] = [measured.of('ours'), measured.of('exceljs')]
  const figures = { ours: milliseconds(own.wall), peer: milliseconds(other.wall), ratio: times(other.wall, own.wall) }
  return [
    { ...figures, target: '≤ 2 s', pass: own.wall <= 2_000 },
    {
      ours: `${own.peak.toFixed(0)} MB`,
      peer: `${other.peak.toFixed(0)} MB`,
      target: '≤ 256 MB',
      pass: own.peak <= 256,
    },
  ]
}

export const figures: readonly Figure[] = [
  { name: 'failed-rows', prepare: async () => '', contestants: { ours, exceljs }, judge },
]
