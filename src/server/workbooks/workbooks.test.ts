import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { LONGEST, rounds } from '../../../tests/support/long.ts'
import { inSheetData, makeXlsx, oneSheet, sheetXml } from '../../../tests/support/make-xlsx.ts'
import { readWorkbook, textsOf } from '../../../tests/support/read-workbook.ts'
import { cellReference } from './cells.ts'
import { openWorkbook } from './open-workbook.ts'

describe('reading .xlsx', () => {
  it('keeps text as typed, digits of numbers as stored, and cached values of formulas', async () => {
    const workbook = await openWorkbook(
      inSheetData(
        '<row r="2"><c r="B2" t="n"><v>1.99E+17</v></c><c r="C2" t="str"><f>A1&amp;"x"</f><v>张 三</v></c>' +
          '<c r="D2"><f>1+1</f><v>2</v></c><c r="E2"><f>1+1</f></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#N/A</v></c></row>',
      ),
      'a.xlsx',
    )
    const rows = []
    for await (const batch of workbook.sheets[0]?.rows() ?? []) rows.push(...batch)
    expect(rows).toEqual([
      {
        row: 2,
        cells: [
          { text: '', kind: 'empty' },
          { text: '1.99E+17', kind: 'number' },
          { text: '张 三', kind: 'text' },
          { text: '2', kind: 'number' },
          { text: '', kind: 'empty' },
          { text: '1', kind: 'text' },
          { text: '#N/A', kind: 'text' },
        ],
      },
    ])
  })

  it('reads entities, CDATA, comments, rich text without phonetics, escapes and prefixed names', async () => {
    const inline = (xml: string) => `<x:c t="inlineStr"><x:is>${xml}</x:is></x:c>`
    const bytes = oneSheet(
      `<!-- a > b --><x:worksheet xmlns:x="m"><x:sheetData><x:row>${inline('<x:t>&lt;&#x5f20;&#19977;&amp;&gt;</x:t>')}${inline(
        '<x:t><![CDATA[a<b&c]]></x:t>',
      )}${inline('<x:r><x:t>王</x:t></x:r><x:r><x:t>明</x:t></x:r><x:rPh><x:t>wang</x:t></x:rPh>')}${inline(
        '<x:t>a_x000A_b<!-- c -->d</x:t>',
      )}</x:row></x:sheetData></x:worksheet>`,
    )
    expect(await readWorkbook(bytes)).toEqual([[1, ['<张三&>', 'a<b&c', '王明', 'a\nbd']]])
  })

  it('reads shared strings, also in UTF-16', async () => {
    const strings = `<?xml version="1.0" encoding="UTF-16"?><sst><si><t>姓名</t></si><si/><si><r><t>a</t></r><r><t>b</t></r></si></sst>`
    const data = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(strings, 'utf16le')])
    const sheet =
      '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row></sheetData></worksheet>'
    const bytes = makeXlsx([{ name: 'S', xml: sheet }], [{ name: 'xl/sharedStrings.xml', data }])
    expect(await readWorkbook(bytes)).toEqual([[1, ['姓名', '', 'ab']]])
  })

  it('knows hidden sheets and merged ranges', async () => {
    const xml = sheetXml([['a']], '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>')
    const workbook = await openWorkbook(makeXlsx([{ name: '甲&amp;乙', xml, state: 'hidden' }]), 'a.xlsx')
    await textsOf(workbook)
    expect(workbook.sheets[0]).toMatchObject({
      name: '甲&乙',
      visible: false,
      merges: [{ top: 1, left: 1, bottom: 2, right: 3 }],
    })
  })

  it(
    'gives what an independent writer was given, whatever the texts and however they are stored',
    async () => {
      const character = fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...Array.from('王明𠮷é<>&"\' \t\n_x0041_=0123456789')) },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
      )
      const value = fc.oneof(
        fc.array(character, { maxLength: 12 }).map((all) => all.join('')),
        fc.integer(),
        fc.constant(null),
      )
      const table = fc.array(fc.array(value, { maxLength: 6 }), { minLength: 1, maxLength: 30 })
      await fc.assert(
        fc.asyncProperty(table, fc.constantFrom('shared' as const, 'inline' as const), async (rows, stringMode) => {
          const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: 'S', rows }], stringMode }))
          const expected = rows.flatMap((cells, index) => {
            const texts = cells.map((cell) => (cell === null ? '' : String(cell)))
            while (texts.at(-1) === '') texts.pop()
            return texts.length === 0 ? [] : [[index + 1, texts]]
          })
          expect(await readWorkbook(bytes)).toEqual(expected)
        }),
        { numRuns: rounds(50, 5_000) },
      )
    },
    LONGEST,
  )

  it(
    'gives the same rows on the short cut as on the long way',
    async () => {
      const text = fc.stringMatching(/^[ a-z0-9王明𠮷é_]{0,12}$/u)
      const table = fc.array(fc.array(text, { maxLength: 6 }), { minLength: 1, maxLength: 40 })
      const shared = fc.array(text, { minLength: 1, maxLength: 40 })
      await fc.assert(
        fc.asyncProperty(table, shared, async (rows, strings) => {
          const pointers = strings.map(
            (_, n) => `<c r="${cellReference(rows.length + 1, n + 1)}" t="s"><v>${n}</v></c>`,
          )
          const last = `<row r="${rows.length + 1}">${pointers.join('')}</row>`
          const short = sheetXml(rows).replace('</sheetData>', `${last}</sheetData>`)
          const table = `<sst>${strings.map((one) => `<si><t xml:space="preserve">${one}</t></si>`).join('')}</sst>`
          const book = (sheet: string, sst: string) =>
            makeXlsx([{ name: 'S', xml: sheet }], [{ name: 'xl/sharedStrings.xml', data: sst }])
          const long = short.replaceAll('<c r', '<c  r').replaceAll('<row r', '<row  r').replaceAll('</row', '</row ')
          const found = await readWorkbook(book(short, table))
          expect(found).toEqual(await readWorkbook(book(long, table.replaceAll('<si>', '<si >'))))
          const pointed = found.find(([row]) => row === rows.length + 1)?.[1] ?? []
          expect(pointed.join('|')).toBe(strings.join('|').replace(/\|*$/, ''))
        }),
        { numRuns: rounds(100, 5_000) },
      )
    },
    LONGEST,
  )

  it('gives the same rows wherever the stream is cut', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => [String(i), `王明${i}𠮷`, '<&>'.repeat(i % 7)])
    const escaped = rows.map((cells) => cells.map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')))
    const found = await readWorkbook(oneSheet(sheetXml(escaped)))
    expect(found.map(([, cells]) => cells.join('|'))).toEqual(rows.map((cells) => cells.join('|').replace(/\|$/, '')))
  })
})

describe('reading .csv', () => {
  it.each([
    ['utf-8', Buffer.from('姓名,号\n"王,明",1')],
    ['utf-8 with mark', Buffer.from('\ufeff姓名,号\r\n"王,明",1\r\n')],
    ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名\t号\n"王,明"\t1', 'utf16le')])],
    [
      'gb18030',
      Buffer.from([
        0xd0, 0xd5, 0xc3, 0xfb, 0x3b, 0xba, 0xc5, 0x0a, 0x22, 0xcd, 0xf5, 0x2c, 0xc3, 0xf7, 0x22, 0x3b, 0x31,
      ]),
    ],
  ])('knows its encoding and separator: %s', async (_, bytes) => {
    expect(await readWorkbook(bytes, 'a.csv')).toEqual([
      [1, ['姓名', '号']],
      [2, ['王,明', '1']],
    ])
  })

  it('drops the quote that our own exports put before formula characters', async () => {
    expect(await readWorkbook(Buffer.from(`'=1,'＋1,'a,''b\n`), 'a.csv')).toEqual([[1, ['=1', '＋1', "'a", "''b"]]])
  })

  it('counts empty lines', async () => {
    expect(await readWorkbook(Buffer.from('a,b\n\n,\nc,d\n'), 'a.csv')).toEqual([
      [1, ['a', 'b']],
      [4, ['c', 'd']],
    ])
  })
})

describe('a place on a sheet', () => {
  it('is named as spreadsheets do', () => {
    expect([1, 26, 27, 52, 703].map((column) => cellReference(12, column))).toEqual([
      'A12',
      'Z12',
      'AA12',
      'AZ12',
      'AAA12',
    ])
  })
})
