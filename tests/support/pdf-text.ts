import { inflateSync } from 'node:zlib'

/** Reads a PDF of ours back by its own means: the text of each page, by the ToUnicode tables of its fonts. */
export function pdfText(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const fonts = new Map<string, Map<string, string>>()
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g))
      if (name && id) fonts.set(name, unicodeOf(objects, id))
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
    .map(({ head }) => textOf(objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream ?? '', fonts))
}

type PdfObject = { readonly head: string; readonly stream: string }

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const body = match[2] ?? ''
    const at = body.indexOf('\nstream\n')
    const head = at < 0 ? body : body.slice(0, at)
    const raw = Buffer.from(at < 0 ? '' : body.slice(at + 8, body.lastIndexOf('\nendstream')), 'latin1')
    const stream = head.includes('/FlateDecode') && !head.includes('/Image') ? inflateSync(raw).toString('latin1') : ''
    objects.set(match[1] ?? '', { head, stream })
  }
  return objects
}

function unicodeOf(objects: Map<string, PdfObject>, font: string): Map<string, string> {
  const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? '')?.[1]
  const cmap = objects.get(table ?? '')?.stream ?? ''
  const codes = new Map<string, string>()
  for (const [, first, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    const start = Number.parseInt(first ?? '', 16)
    for (const [at, entry] of [...(list ?? '').matchAll(/<([^>]*)>/g)].entries()) {
      const units = (entry[1] ?? '')
        .split(' ')
        .filter(Boolean)
        .map((hex) => Number.parseInt(hex, 16))
      codes.set((start + at).toString(16).padStart(4, '0'), String.fromCharCode(...units))
    }
  }
  return codes
}

/** A run: the font, its size, and a string of glyph numbers of two bytes each, with escapes. */
const RUN = /\/(F\d+) \S+ Tf \(((?:\\[\s\S]|[^\\)])*)\) Tj/g

function textOf(content: string, fonts: Map<string, Map<string, string>>): string {
  const lines = content.match(/ rg BT [\s\S]*? ET\n/g) ?? []
  return lines
    .map((line) => [...line.matchAll(RUN)].map((run) => read(run[2] ?? '', fonts.get(run[1] ?? ''))).join(''))
    .join('\n')
}

function read(escaped: string, font: Map<string, string> | undefined): string {
  const bytes = escaped.replace(/\\([\s\S])/g, (_, byte: string) => ({ r: '\r', n: '\n' })[byte] ?? byte)
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const code = bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1)
    text += font?.get(code.toString(16).padStart(4, '0')) ?? '\uFFFD'
  }
  return text
}
