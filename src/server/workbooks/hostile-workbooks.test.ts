import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST, rounds } from '../../../tests/support/long.ts'
import { inSheetData, makeXlsx, makeZip, oneSheet, sheetXml, workbookParts } from '../../../tests/support/make-xlsx.ts'
import { readWorkbook } from '../../../tests/support/read-workbook.ts'
import { LIMITS, UnreadableWorkbook } from './cells.ts'
import { openWorkbook } from './open-workbook.ts'

async function refusalOf(bytes: Buffer, name?: string): Promise<unknown> {
  try {
    return await readWorkbook(bytes, name)
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return error.refusal
    throw error
  }
}

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
    [
      'external entities',
      oneSheet(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheet}`),
      unsafe('doctype'),
    ],
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
      inSheetData('<row><c t="inlineStr"><is><t>&lol;</t></is></c></row>'),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    [
      'an impossible character',
      inSheetData('<row><c t="inlineStr"><is><t>&#xD800;</t></is></c></row>'),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    ['a cut worksheet', oneSheet('<worksheet><sheetData><row><c><v>1</v></c>'), damaged('xl/worksheets/sheet0.xml')],
    ['no XML', oneSheet('hello'), damaged('xl/worksheets/sheet0.xml')],
    [
      'a tag without end',
      oneSheet(`<worksheet ${Array.from({ length: 200_000 }, (_, n) => `a${n}`).join('')}`),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    ['a string that is not there', inSheetData('<row><c t="s"><v>7</v></c></row>'), damaged('sharedStrings')],
    ['a string of no number', inSheetData('<row><c t="s"><v>x</v></c></row>'), damaged('xl/worksheets/sheet0.xml')],
    ['a million columns', inSheetData('<row><c r="ZZZZZZZZ1"><v>1</v></c></row>'), damaged('xl/worksheets/sheet0.xml')],
    [
      'a column too far',
      inSheetData('<row><c r="AY1"><v>1</v></c></row>'),
      { code: 'too-many-columns', most: 50, cell: 'AY1' },
    ],
    ['rows that go back', inSheetData('<row r="2"/><row r="1"/>'), damaged('xl/worksheets/sheet0.xml')],
    [
      'a row beyond the last',
      inSheetData('<row r="1048577"><c><v>1</v></c></row>'),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    [
      'cells of another row',
      inSheetData('<row r="2"><c r="A3"><v>1</v></c></row>'),
      damaged('xl/worksheets/sheet0.xml'),
    ],
    [
      'a long cell',
      inSheetData(`<row><c t="str"><v>${'长'.repeat(1001)}</v></c></row>`),
      { code: 'cell-too-long', most: 1000, cell: 'A1' },
    ],
    [
      'too many merges',
      oneSheet(sheetXml([['a']], `<mergeCells>${manyMerges}</mergeCells>`)),
      { code: 'too-many-merges', most: 10_000 },
    ],
    [
      'a broken range',
      oneSheet(sheetXml([['a']], '<mergeCells><mergeCell ref="x"/></mergeCells>')),
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
    expect(await refusalOf(oneSheet(sheet), 'a.xls')).toEqual({ code: 'file-is-not-what-its-name-says' })
    expect(await refusalOf(oneSheet(sheet), 'a.csv')).toEqual({ code: 'file-is-not-what-its-name-says' })
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
