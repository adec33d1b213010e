import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkPaper } from './papers.ts'

const body = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'
const pdf = Buffer.from(
  `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
)

/** A zip written out by hand: stored entries, and one that claims to unpack to `flood` bytes. */
function zipOf(files: Record<string, string>, flood?: number): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(content.length, 14)
    fields.writeUInt32LE(content.length, 18)
    if (flood && name === 'flood') {
      fields.writeUInt16LE(8, 4)
      fields.writeUInt32LE(flood, 18)
    }
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), content])
    const offset = Buffer.alloc(14)
    offset.writeUInt32LE(at, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, offset, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const central = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(centrals.length, 8)
  end.writeUInt16LE(centrals.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, central, end])
}

const ofd = zipOf({ 'OFD.xml': '<?xml version="1.0"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>' })

async function outcome(name: string, bytes: Uint8Array): Promise<string> {
  const judged = await checkPaper(name, bytes)
  return judged.ok ? judged.value.contentType : judged.refusal.code
}

describe('an uploaded invoice file', () => {
  it('is taken when it is a whole PDF or OFD file', async () => {
    expect(await outcome('发票.pdf', pdf)).toBe('application/pdf')
    expect(await outcome('发票.OFD', ofd)).toBe('application/ofd')
  })
  it('is refused when it is something else than its name says', async () => {
    expect(await outcome('a.ofd', pdf)).toBe('paper-kind-differs')
    expect(await outcome('a.pdf', ofd)).toBe('paper-kind-differs')
    expect(await outcome('a.pdf', Buffer.concat([Buffer.from('<html>'), pdf]))).toBe('paper-kind-differs')
    expect(await outcome('a.html', pdf)).toBe('paper-kind-refused')
    expect(await outcome('a.ofd', zipOf({ 'xl/workbook.xml': '<workbook/>' }))).toBe('paper-damaged')
    expect(await outcome('a.ofd', zipOf({ 'OFD.xml': '<html/>' }))).toBe('paper-damaged')
  })
  it('is refused when cut off', async () => {
    for (const end of [8, 60, pdf.length - 10])
      expect(await outcome('a.pdf', pdf.subarray(0, end))).toBe('paper-damaged')
    for (const end of [8, 60, ofd.length - 10])
      expect(await outcome('a.ofd', ofd.subarray(0, end))).toBe('paper-damaged')
  })
  it('is refused when its cross-reference is not where it says', async () => {
    const moved = Buffer.from(pdf.toString('latin1').replace(`startxref\n${body.length}`, 'startxref\n3'))
    expect(await outcome('a.pdf', moved)).toBe('paper-damaged')
  })
  it('is refused when it would unpack to a flood, or brings a document type', async () => {
    expect(await outcome('a.ofd', zipOf({ 'OFD.xml': '<OFD >', flood: 'x' }, 3_000))).toBe('application/ofd')
    expect(await outcome('a.ofd', zipOf({ 'OFD.xml': '<OFD >', flood: 'x' }, 3_000_000_000))).toBe('paper-damaged')
    expect(await outcome('a.ofd', zipOf({ 'OFD.xml': '<!DOCTYPE a><OFD />' }))).toBe('paper-damaged')
  })
  it('is refused over 10 MB', async () => {
    expect(await outcome('a.pdf', new Uint8Array(10_485_761))).toBe('upload-too-large')
  })
})
