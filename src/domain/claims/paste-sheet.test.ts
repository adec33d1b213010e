import { describe, expect, it } from 'vitest'
import { pastedCells, pasteSheets, type SheetColumn } from './paste-sheet.ts'

const ORDER: readonly SheetColumn[] = [
  'ignored',
  'hospital',
  'hospitalLevel',
  'insurance',
  'remote',
  'admittedOn',
  'dischargedOn',
  'total',
  'pooledFund',
  'selfPaid1',
]

describe('a line pasted from a spreadsheet', () => {
  it('fills the fields in the order of the office', () => {
    const line = '1\t示例第一医院\t三级甲等\t城镇职工\t否\t2026/2/20\t2026年3月1日\t￥18,640.00\t 11980 \t4520.5\r\n'
    expect(pasteSheets(line, ORDER)).toEqual({
      ok: true,
      value: [
        {
          values: {
            hospital: '示例第一医院',
            hospitalLevel: '三级',
            insurance: 'employee',
            remote: 'false',
            admittedOn: '2026-02-20',
            dischargedOn: '2026-03-01',
            total: '18640.00',
            pooledFund: '11980.00',
            selfPaid1: '4520.50',
          },
          unread: [],
        },
      ],
    })
  })
  it('leaves fields of empty cells alone, also those that say nothing', () => {
    expect(pasteSheets('\t\t\t\t\t\t\t-\t\t 0 \t\t\t', ORDER)).toEqual({
      ok: true,
      value: [{ values: { selfPaid1: '0.00' }, unread: [] }],
    })
  })
  it('names the cells that it cannot read and reads the others', () => {
    const read = pasteSheets('1\t示例医院\t四级\t军保\t也许\t2026-02-30\t2026-03-01 08:30:00\t1.234\t-5\t7', ORDER)
    expect(read).toEqual({
      ok: true,
      value: [
        {
          values: { hospital: '示例医院', dischargedOn: '2026-03-01', selfPaid1: '7.00' },
          unread: [
            { field: 'hospitalLevel', cell: '四级' },
            { field: 'insurance', cell: '军保' },
            { field: 'remote', cell: '也许' },
            { field: 'admittedOn', cell: '2026-02-30' },
            { field: 'total', cell: '1.234' },
            { field: 'pooledFund', cell: '-5' },
          ],
        },
      ],
    })
  })
  it('becomes one sheet for each line that holds something', () => {
    const read = pasteSheets('1\t甲\r\n\t\r\n2\t乙\n', ORDER)
    expect(read.ok && read.value.map(({ values }) => values.hospital)).toEqual(['甲', '乙'])
  })
  it('is refused with more cells than columns, and with none', () => {
    expect(pasteSheets('1\t甲\n1\t2\t3', ['ignored', 'hospital'])).toEqual({
      ok: false,
      refusal: { code: 'paste-too-many-cells', line: 2, cells: 3, columns: 2 },
    })
    expect(pasteSheets(' \t \r\n', ORDER)).toEqual({ ok: false, refusal: { code: 'paste-empty' } })
    expect(pasteSheets('', ORDER)).toEqual({ ok: false, refusal: { code: 'paste-empty' } })
  })
})

describe('the cells of a clipboard', () => {
  it('may hold tabs, line ends and quotes inside quotes', () => {
    expect(pastedCells('"a\tb"\t"c ""d""\ne"\tf\r\ng')).toEqual([['a\tb', 'c "d"\ne', 'f'], ['g']])
  })
  it('keep a quote that closes nowhere', () => {
    expect(pastedCells('"a\tb\n"c"d\te')).toEqual([
      ['"a', 'b'],
      ['"c"d', 'e'],
    ])
  })
})
