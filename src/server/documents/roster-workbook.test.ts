import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import type { LetterPerson } from '../../domain/certificates/letter-snapshot.ts'
import { date } from '../../domain/shared/calendar-date.ts'
import { openWorkbook } from '../workbooks/open-workbook.ts'
import { rosterWorkbook } from './roster-workbook.ts'

const person = (name: string, documentNumber: string): LetterPerson => ({
  name,
  documentNumber,
  workClass: '普通',
  from: date('2026-12-01'),
  to: date('2027-11-30'),
})

async function readBack(people: readonly LetterPerson[]) {
  const pieces: Uint8Array[] = []
  for await (const piece of rosterWorkbook(people)) pieces.push(piece)
  const { sheets } = await openWorkbook(Buffer.concat(pieces), '清单.xlsx')
  const rows = []
  for await (const batch of sheets[0]?.rows() ?? []) rows.push(...batch)
  return { sheets, rows }
}

describe('the downloaded roster', () => {
  it('has a head and one row per person, all text', async () => {
    const { sheets, rows } = await readBack([person('张三', '379901199001011234'), person('𠮷·田', 'E12345678')])
    expect(sheets.map((sheet) => sheet.name)).toEqual(['参保人员清单'])
    expect(rows.map(({ cells }) => cells.map((cell) => cell.text))).toEqual([
      ['序号', '姓名', '证件号码', '职业类别', '保障开始', '保障结束'],
      ['1', '张三', '379901199001011234', '普通', '2026-12-01', '2027-11-30'],
      ['2', '𠮷·田', 'E12345678', '普通', '2026-12-01', '2027-11-30'],
    ])
    expect(new Set(rows.flatMap(({ cells }) => cells.map((cell) => cell.kind)))).toEqual(new Set(['text']))
  })
  it('keeps what looks like a formula as the text it is', async () => {
    const names = ['=1+1', '+A1', '-1', '@SUM(A1)', '＝1', '<b>&"', "'x"]
    const { rows } = await readBack(names.map((name) => person(name, '1')))
    expect(rows.slice(1).map(({ cells }) => cells[1])).toEqual(names.map((text) => ({ text, kind: 'text' })))
  })
  it('takes an empty roster and 20,000 persons alike', async () => {
    expect((await readBack([])).rows).toHaveLength(1)
    const many = Array.from({ length: 20_000 }, (_, at) => person(`张${at}`, `3799${at}`))
    expect((await readBack(many)).rows).toHaveLength(20_001)
  })
})
