import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeZip } from '../../src/server/workbooks/zip-writer.ts'
import { people } from './people.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const HEADER = ['序号', '参保人姓名', '身份证号', '手机号']

/** A roster of so many people as spreadsheets store it, with shared or inline strings; made once, by its seed. */
export function rosterFile(folder: string, rows: number, strings: 'shared' | 'inline'): string {
  const path = join(folder, `roster-${rows}-${strings}.xlsx`)
  if (!existsSync(path)) writeFileSync(path, rosterBytes(rows, strings))
  return path
}

function rosterBytes(rows: number, strings: 'shared' | 'inline'): Buffer {
  const table: string[] = []
  const cell = (place: string, text: string) =>
    strings === 'shared'
      ? `<c r="${place}" s="2" t="s"><v>${table.push(text) - 1}</v></c>`
      : `<c r="${place}" s="2" t="inlineStr"><is><t>${text}</t></is></c>`
  const lines = [`<row r="1" spans="1:4">${HEADER.map((text, i) => cell(`${'ABCD'[i]}1`, text)).join('')}</row>`]
  for (const { name, idNumber, phone } of people(rows)) {
    const row = lines.length + 1
    const texts = cell(`B${row}`, name) + cell(`C${row}`, idNumber) + cell(`D${row}`, phone)
    lines.push(`<row r="${row}" spans="1:4"><c r="A${row}"><v>${row - 1}</v></c>${texts}</row>`)
  }
  const sheet = `<worksheet xmlns="${MAIN}"><dimension ref="A1:D${rows + 1}"/><sheetData>${lines.join('')}</sheetData></worksheet>`
  const shared = `<sst xmlns="${MAIN}">${table.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`
  return writeZip([...frame(), part('xl/worksheets/sheet1.xml', sheet), part('xl/sharedStrings.xml', shared)])
}

function frame() {
  const type = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`
  const relations = (content: string) => `<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `${type('workbook', 'sheet.main')}${type('worksheets/sheet1', 'worksheet')}${type('sharedStrings', 'sharedStrings')}</Types>`,
    ),
    part('_rels/.rels', relations(relation(1, 'officeDocument', 'xl/workbook.xml'))),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="参保人信息" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relations(relation(1, 'worksheet', 'worksheets/sheet1.xml') + relation(2, 'sharedStrings', 'sharedStrings.xml')),
    ),
  ]
}

function part(name: string, xml: string) {
  return { name, data: Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`) }
}
