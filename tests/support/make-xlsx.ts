import { crc32, deflateRawSync } from 'node:zlib'

/** A part of an archive made by hand; whatever is given overrides the truth, so that archives can lie. */
export type MadePart = {
  readonly name: string
  readonly data: string | Buffer
  readonly stored?: boolean
  readonly claimedSize?: number
  readonly localName?: string
  readonly crc?: number
  readonly mode?: number
  readonly flags?: number
  /** Points the directory at the part of this index instead of its own data. */
  readonly sameAs?: number
}

/** Writes a zip archive part by part, with lies where asked. */
export function makeZip(parts: readonly MadePart[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let offset = 0
  for (const part of parts) {
    const data = Buffer.isBuffer(part.data) ? part.data : Buffer.from(part.data)
    const packed = part.stored ? data : deflateRawSync(data)
    const local = header(0x04034b50, part, data, packed, part.localName ?? part.name)
    const body = Buffer.concat([local, packed])
    offsets.push(part.sameAs === undefined ? offset : (offsets[part.sameAs] ?? 0))
    if (part.sameAs === undefined) {
      bodies.push(body)
      offset += body.length
    }
    directory.push(centralEntry(part, data, packed, offsets.at(-1) ?? 0))
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, central, end])
}

function header(signature: number, part: MadePart, data: Buffer, packed: Buffer, name: string): Buffer {
  const fixed = Buffer.alloc(30)
  fixed.writeUInt32LE(signature, 0)
  fixed.writeUInt16LE(20, 4)
  fixed.writeUInt16LE(0x0800 | (part.flags ?? 0), 6)
  fixed.writeUInt16LE(part.stored ? 0 : 8, 8)
  fixed.writeUInt32LE(part.crc ?? crc32(data), 14)
  fixed.writeUInt32LE(packed.length, 18)
  fixed.writeUInt32LE(part.claimedSize ?? data.length, 22)
  fixed.writeUInt16LE(Buffer.byteLength(name), 26)
  return Buffer.concat([fixed, Buffer.from(name)])
}

function centralEntry(part: MadePart, data: Buffer, packed: Buffer, offset: number): Buffer {
  const fixed = Buffer.alloc(46)
  fixed.writeUInt32LE(0x02014b50, 0)
  fixed.writeUInt16LE(0x0314, 4)
  fixed.writeUInt16LE(20, 6)
  fixed.writeUInt16LE(0x0800 | (part.flags ?? 0), 8)
  fixed.writeUInt16LE(part.stored ? 0 : 8, 10)
  fixed.writeUInt32LE(part.crc ?? crc32(data), 16)
  fixed.writeUInt32LE(packed.length, 20)
  fixed.writeUInt32LE(part.claimedSize ?? data.length, 24)
  fixed.writeUInt16LE(Buffer.byteLength(part.name), 28)
  fixed.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 38)
  fixed.writeUInt32LE(offset, 42)
  return Buffer.concat([fixed, Buffer.from(part.name)])
}

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export type MadeSheet = { readonly name: string; readonly xml: string; readonly state?: string }

/** The parts of a workbook around given worksheets; `extra` adds parts or replaces them by name. */
export function workbookParts(sheets: readonly MadeSheet[], extra: readonly MadePart[] = []): MadePart[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`
  const made: MadePart[] = [
    {
      name: '_rels/.rels',
      data: `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${sheets
        .map(
          ({ name, state = 'visible' }, i) =>
            `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="s${i}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships>${sheets.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i}.xml`)).join('')}${relation('str', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    },
    ...sheets.map(({ xml }, i) => ({ name: `xl/worksheets/sheet${i}.xml`, data: xml })),
  ]
  const replaced = new Set(extra.map(({ name }) => name))
  return [...made.filter(({ name }) => !replaced.has(name)), ...extra]
}

/** A worksheet of inline strings; `after` stands behind the cells. */
export function sheetXml(rows: readonly (readonly string[])[], after = ''): string {
  const cell = (text: string, row: number, column: number) =>
    text === ''
      ? ''
      : `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
  const data = rows
    .map((cells, i) => `<row r="${i + 1}">${cells.map((text, j) => cell(text, i + 1, j)).join('')}</row>`)
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${after}</worksheet>`
}

export function makeXlsx(sheets: readonly MadeSheet[], extra: readonly MadePart[] = []): Buffer {
  return makeZip(workbookParts(sheets, extra))
}

/** A workbook of one sheet, whose part is written as given. */
export function oneSheet(xml: string): Buffer {
  return makeXlsx([{ name: 'S', xml }])
}

/** A workbook of one sheet with these rows, as XML. */
export function inSheetData(xml: string): Buffer {
  return oneSheet(`<worksheet><sheetData>${xml}</sheetData></worksheet>`)
}
