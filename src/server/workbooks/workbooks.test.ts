import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { makeXlsx, makeZip, sheetXml, workbookParts } from '../../../tests/support/make-xlsx.ts'
import { rounds } from '../../../tests/support/long.ts'
import { cellReference, LIMITS, UnreadableWorkbook, type Workbook } from './cells.ts'
import { openWorkbook } from './open-workbook.ts'

/** Time for a test in its long form. */
const LONGEST = 900_000

async function textsOf(workbook: Workbook, index = 0): Promise<[number, string[]][]> {
  const found: [number, string[]][] = []
  for await (const rows of workbook.sheets[index]?.rows() ?? []) {
    for (const { row, cells } of rows) found.push([row, cells.map(({ text }) => text)])
  }
  return found
}

const read = async (bytes: Buffer, name = 'a.xlsx') => textsOf(await openWorkbook(bytes, name))
const one = (xml: string) => makeXlsx([{ name: 'S', xml }])
const inData = (xml: string) => one(`<worksheet><sheetData>${xml}</sheetData></worksheet>`)

async function refusalOf(bytes: Buffer, name = 'a.xlsx'): Promise<unknown> {
  try {
    return await read(bytes, name)
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return error.refusal
    throw error
  }
}

describe('reading .xlsx', () => {
  it('keeps text as typed, digits of numbers as stored, and cached values of formulas', async () => {
    const workbook = await openWorkbook(
      inData(
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
    const bytes = one(
      `<!-- a > b --><x:worksheet xmlns:x="m"><x:sheetData><x:row>${inline('<x:t>&lt;&#x5f20;&#19977;&amp;&gt;</x:t>')}${inline(
        '<x:t><![CDATA[a<b&c]]></x:t>',
      )}${inline('<x:r><x:t>王</x:t></x:r><x:r><x:t>明</x:t></x:r><x:rPh><x:t>wang</x:t></x:rPh>')}${inline(
        '<x:t>a_x000A_b<!-- c -->d</x:t>',
      )}</x:row></x:sheetData></x:worksheet>`,
    )
    expect(await read(bytes)).toEqual([[1, ['<张三&>', 'a<b&c', '王明', 'a\nbd']]])
  })

  it('reads shared strings, also in UTF-16', async () => {
    const strings = `<?xml version="1.0" encoding="UTF-16"?><sst><si><t>姓名</t></si><si/><si><r><t>a</t></r><r><t>b</t></r></si></sst>`
    const data = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(strings, 'utf16le')])
    const sheet =
      '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row></sheetData></worksheet>'
    const bytes = makeXlsx([{ name: 'S', xml: sheet }], [{ name: 'xl/sharedStrings.xml', data }])
    expect(await read(bytes)).toEqual([[1, ['姓名', '', 'ab']]])
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
          expect(await read(bytes)).toEqual(expected)
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
          const found = await read(book(short, table))
          expect(found).toEqual(await read(book(long, table.replaceAll('<si>', '<si >'))))
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
    const found = await read(one(sheetXml(escaped)))
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
    expect(await read(bytes, 'a.csv')).toEqual([
      [1, ['姓名', '号']],
      [2, ['王,明', '1']],
    ])
  })

  it('drops the quote that our own exports put before formula characters', async () => {
    expect(await read(Buffer.from(`'=1,'＋1,'a,''b\n`), 'a.csv')).toEqual([[1, ['=1', '＋1', "'a", "''b"]]])
  })

  it('counts empty lines', async () => {
    expect(await read(Buffer.from('a,b\n\n,\nc,d\n'), 'a.csv')).toEqual([
      [1, ['a', 'b']],
      [4, ['c', 'd']],
    ])
  })
})

describe('a hostile file', () => {
  const sheet = sheetXml([['a']])
  const parts = workbookParts([{ name: 'S', xml: sheet }])
  const manyMerges = Array.from({ length: 10_001 }, (_, n) => `<mergeCell ref="A${2 * n + 1}:B${2 * n + 2}"/>`).join('')
  const unsafe = (reason: string) => ({ code: 'file-unsafe', reason })
  const damaged = (part: string) => ({ code: 'file-damaged', part })

  it.each([
    [
      'a bomb',
      makeXlsx([{ name: 'S', xml: `<worksheet>${' '.repeat(3_000_000)}</worksheet>` }]),
      unsafe('expands-too-much'),
    ],
    [
      'a bomb that claims to be small',
      makeZip([...parts, { name: 'xl/sharedStrings.xml', data: ' '.repeat(3_000_000), claimedSize: 90_000 }]),
      unsafe('expands-too-much'),
    ],
    [
      'overlapping parts',
      makeZip([...parts, { name: parts[0]?.name ?? '', data: parts[0]?.data ?? '', sameAs: 0 }]),
      unsafe('overlap'),
    ],
    ['a part twice', makeZip([...parts, ...parts.slice(0, 1)]), unsafe('overlap')],
    ['a link', makeZip([...parts, { name: 'xl/l', data: '/etc/passwd', mode: 0o120777 }]), unsafe('link')],
    ['a path out', makeZip([...parts, { name: '../x', data: '' }]), unsafe('path')],
    ['an absolute path', makeZip([...parts, { name: '/x', data: '' }]), unsafe('path')],
    ['an archive within', makeZip([...parts, { name: 'xl/embeddings/a.xlsx', data: 'PK' }]), unsafe('nested')],
    [
      'too many parts',
      makeZip([...parts, ...Array.from({ length: 200 }, (_, n) => ({ name: `x${n}`, data: '' }))]),
      unsafe('too-many-parts'),
    ],
    ['an encrypted part', makeZip([...parts, { name: 'x', data: '', flags: 1 }]), { code: 'password-protected' }],
    [
      'other names in directory and part',
      makeZip(parts.map((part) => ({ ...part, localName: part.name.replace('sheet0', 'sheet9') }))),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    ['a wrong check sum', makeZip(parts.map((part) => ({ ...part, crc: 1 }))), damaged('_rels/.rels')],
    ['a cut archive', makeZip(parts).subarray(0, 600), damaged('zip')],
    ['external entities', one(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheet}`), unsafe('doctype')],
    [
      'entities in the workbook part',
      makeZip(
        workbookParts([{ name: 'S', xml: sheet }], [{ name: 'xl/workbook.xml', data: '<!doctype a><workbook/>' }]),
      ),
      unsafe('doctype'),
    ],
    [
      'a small part of comments without end',
      makeZip(
        workbookParts(
          [{ name: 'S', xml: sheet }],
          [{ name: 'xl/workbook.xml', data: '<!--'.repeat(250_000), stored: true }],
        ),
      ),
      damaged('xl/workbook.xml'),
    ],
    [
      'an unknown entity',
      inData('<row><c t="inlineStr"><is><t>&lol;</t></is></c></row>'),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    [
      'an impossible character',
      inData('<row><c t="inlineStr"><is><t>&#xD800;</t></is></c></row>'),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    ['a cut worksheet', one('<worksheet><sheetData><row><c><v>1</v></c>'), damaged('xl/worksheets/sheet0.xml')],
    ['no XML', one('hello'), damaged('xl/worksheets/sheet0.xml')],
    [
      'a tag without end',
      one(`<worksheet ${Array.from({ length: 200_000 }, (_, n) => `a${n}`).join('')}`),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    ['a string that is not there', inData('<row><c t="s"><v>7</v></c></row>'), damaged('sharedStrings')],
    ['a string of no number', inData('<row><c t="s"><v>x</v></c></row>'), damaged('xl/worksheets/sheet0.xml')],
    ['a million columns', inData('<row><c r="ZZZZZZZZ1"><v>1</v></c></row>'), damaged('xl/worksheets/sheet0.xml')],
    [
      'a column too far',
      inData('<row><c r="AY1"><v>1</v></c></row>'),
      { code: 'too-many-columns', most: 50, cell: 'AY1' },
    ],
    ['rows that go back', inData('<row r="2"/><row r="1"/>'), damaged('xl/worksheets/sheet0.xml')],
    ['a row beyond the last', inData('<row r="1048577"><c><v>1</v></c></row>'), damaged('xl/worksheets/sheet0.xml')],
    ['cells of another row', inData('<row r="2"><c r="A3"><v>1</v></c></row>'), damaged('xl/worksheets/sheet0.xml')],
    [
      'a long cell',
      inData(`<row><c t="str"><v>${'长'.repeat(1001)}</v></c></row>`),
      { code: 'cell-too-long', most: 1000, cell: 'A1' },
    ],
    [
      'too many merges',
      one(sheetXml([['a']], `<mergeCells>${manyMerges}</mergeCells>`)),
      { code: 'too-many-merges', most: 10_000 },
    ],
    [
      'a broken range',
      one(sheetXml([['a']], '<mergeCells><mergeCell ref="x"/></mergeCells>')),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    ['no sheet', makeXlsx([]), { code: 'no-sheet' }],
    ['nothing', Buffer.alloc(0), { code: 'file-empty' }],
    ['not a workbook', Buffer.from('MZ'), { code: 'file-is-not-what-its-name-says' }],
    ['an archive of something else', makeZip([{ name: 'a', data: 'b' }]), damaged('_rels/.rels')],
  ])('is refused in a word: %s', async (_, bytes, expected) => {
    expect(await refusalOf(bytes)).toEqual(expected)
  })

  it('is refused where its parts are together too large', async () => {
    const opened = openWorkbook(makeZip(parts), 'a.xlsx', { ...LIMITS, unpackedBytes: 500 })
    await expect(opened).rejects.toMatchObject({ refusal: unsafe('expands-too-much') })
  })

  it('is not taken for what its name says', async () => {
    expect(await refusalOf(one(sheet), 'a.xls')).toEqual({ code: 'file-is-not-what-its-name-says' })
    expect(await refusalOf(one(sheet), 'a.csv')).toEqual({ code: 'file-is-not-what-its-name-says' })
    expect(await refusalOf(Buffer.from('a\0b'), 'a.csv')).toEqual({ code: 'file-is-not-what-its-name-says' })
    expect(await refusalOf(Buffer.from([0xff, 0xff, 0xff]), 'a.csv')).toEqual({ code: 'encoding-unknown' })
    expect(await refusalOf(Buffer.from('a'), 'a.exe')).toEqual({ code: 'file-kind-not-taken' })
    const compound = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2000)])
    expect(await refusalOf(compound, 'a.xls')).toEqual(damaged('xls'))
    expect(await refusalOf(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]))).toEqual({
      code: 'password-protected',
    })
    expect(await refusalOf(Buffer.alloc(LIMITS.fileBytes + 1))).toMatchObject({ code: 'file-too-large' })
  })

  it(
    'gets an answer and no fault, whichever byte of an honest one is changed',
    async () => {
      const honest = makeXlsx([
        {
          name: 'S',
          xml: sheetXml([
            ['序号', '姓名'],
            ['1', '王明'],
          ]),
        },
      ])
      await fc.assert(
        fc.asyncProperty(fc.nat(honest.length - 1), fc.nat(255), async (at, byte) => {
          const changed = Buffer.from(honest)
          changed[at] = byte
          await refusalOf(changed)
        }),
        { numRuns: rounds(300, 20_000) },
      )
    },
    LONGEST,
  )
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
