import { buffer } from 'node:stream/consumers'
import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { streamWorkbook } from './stream-workbook.ts'

const columns = [
  { header: '姓名', width: 10 },
  { header: '证件号码', width: 24 },
]
const book = { title: '案件', sheet: '案件', columns, notes: { sheet: '说明', lines: ['导出人：甲', '=2+2'] } }

async function* batches(...all: readonly (readonly (readonly string[])[])[]) {
  yield* all
}

it('a workbook comes out as its rows come in, every cell a text', async () => {
  const rows = [
    ['=1+1', '379901198506150027'],
    ['张&<三>', ' 前后有空格 '],
    ['𠮷·_x0041_', ''],
  ]
  const many = Array.from({ length: 5_000 }, (_, at) => [`第${at}行`, `${at}`])
  const bytes = await buffer(streamWorkbook({ ...book, rows: batches(rows, [], many) }))
  const { sheets } = await readXlsx(new Uint8Array(bytes))
  expect(sheets.map(({ name }) => name)).toEqual(['案件', '说明'])
  expect(sheets[0]?.rows.slice(0, 4)).toEqual([
    ['姓名', '证件号码'],
    ['=1+1', '379901198506150027'],
    ['张&<三>', ' 前后有空格 '],
    ['𠮷·_x0041_', null],
  ])
  expect(sheets[0]?.rows).toHaveLength(5_004)
  expect(sheets[0]?.rows.at(-1)).toEqual(['第4999行', '4999'])
  expect(sheets[1]?.rows.flat()).toEqual(['导出人：甲', '=2+2'])
})

it('what breaks the rows breaks the workbook', async () => {
  async function* broken() {
    yield [['甲', '乙']]
    throw new Error('the line was lost')
  }
  await expect(buffer(streamWorkbook({ ...book, rows: broken() }))).rejects.toThrow('the line was lost')
})
