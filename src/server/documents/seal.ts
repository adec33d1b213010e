import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { facesOf } from './faces.ts'
import { letterWords } from './letter-words.ts'

/** Outlines as fontkit gives them through pdfkit; the machine's own fonts, if any, have no say. */
type Outlines = {
  readonly unitsPerEm: number
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number; readonly path: { toSVG(): string } }
}

const SIDE = 700
const RED = '#c8102e'
const TEXT_RADIUS = 252

/**
 * A round red seal with the name along its rim and a star, as PNG with a transparent ground, for demonstrations: it
 * says so below the star. Real offices upload the image of their own seal.
 */
export async function makeSeal(name: string): Promise<Buffer> {
  const font = outlines()
  const rim = Array.from(name)
  const step = Math.min(26, 250 / Math.max(1, rim.length))
  const size = Math.min(84, step * 4.1)
  const letters = rim.map((character, at) => {
    const angle = (at - (rim.length - 1) / 2) * step
    return `<g transform="rotate(${angle}) translate(0 ${-TEXT_RADIUS})">${glyph(font, character, size)}</g>`
  })
  const below = Array.from<string>(letterWords.demoSeal)
  const foot = below.map((character, at) => {
    const x = (at - (below.length - 1) / 2) * 54
    return `<g transform="translate(${x} 172)">${glyph(font, character, 50)}</g>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-SIDE / 2} ${-SIDE / 2} ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}"><g fill="${RED}"><circle r="330" fill="none" stroke="${RED}" stroke-width="14"/><path d="${star(104)}"/>${letters.join('')}${foot.join('')}</g></svg>`
  return drawSvg(svg)
}

function outlines(): Outlines {
  const doc = new PDFDocument({ autoFirstPage: false })
  const [path = ''] = facesOf('bold')
  doc.font(path)
  return (doc as unknown as { readonly _font: { readonly font: Outlines } })._font.font
}

/** One character centred on the origin. */
function glyph(font: Outlines, character: string, size: number): string {
  const found = font.glyphForCodePoint(character.codePointAt(0) ?? 0)
  const scale = size / font.unitsPerEm
  const left = (-found.advanceWidth * scale) / 2
  return `<path transform="translate(${left} ${size * 0.37}) scale(${scale} ${-scale})" d="${found.path.toSVG()}"/>`
}

function star(radius: number): string {
  const points = Array.from({ length: 10 }, (_, at) => {
    const reach = at % 2 === 0 ? radius : radius * 0.382
    const angle = (Math.PI * at) / 5
    return `${(Math.sin(angle) * reach).toFixed(2)},${(-Math.cos(angle) * reach).toFixed(2)}`
  })
  return `M${points.join('L')}Z`
}

/** Uploads may never be SVG (`images.ts` blocks it for the whole process); this one is our own. */
async function drawSvg(svg: string): Promise<Buffer> {
  const operation = ['VipsForeignLoadSvgBuffer']
  sharp.unblock({ operation })
  try {
    return await sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer()
  } finally {
    sharp.block({ operation })
  }
}
