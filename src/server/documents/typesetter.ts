import type PDFDocument from 'pdfkit'
import { facesOf, type Weight } from './faces.ts'
import { rgb, short } from './operators.ts'

/**
 * Sets text glyph by glyph. pdfkit shapes every string anew and keeps each one in a cache: for an annex of 20,000
 * persons that is most of the time and memory. Chinese letters need no shaping, so each character is looked up once,
 * in the first face that has it, and strings are written as glyph codes.
 */
export type Typesetter = {
  /** Width in points; characters that no face has count as the `[U+…]` that is printed for them. */
  widthOf(text: string, style: TextStyle): number
  /** Draws one line with its baseline at `y`. */
  draw(text: string, x: number, y: number, style: TextStyle): void
  /** The characters of a text that no face has, in order. */
  missingIn(text: string): string[]
}

export type TextStyle = {
  readonly size: number
  readonly weight?: Weight
  readonly color?: string
  /** Points between characters. */
  readonly spacing?: number
}

type Glyph = { readonly face: Face; readonly code: string; readonly width: number }

/** What pdfkit keeps for an embedded font; not in its types, and the reason why its version is pinned. */
type Face = {
  readonly id: string
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean; glyphForCodePoint(codePoint: number): FontGlyph }
  readonly subset: { includeGlyph(id: number): number }
  readonly widths: number[]
  readonly unicode: number[][]
  readonly scale: number
  ref(): unknown
}
type FontGlyph = { readonly id: number; readonly advanceWidth: number }
type Inside = { readonly _font: Face; readonly page: { readonly fonts: Record<string, unknown> } }

/** Control characters and invisible format marks are never printed. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu

export function createTypesetter(doc: InstanceType<typeof PDFDocument>): Typesetter {
  const inside = doc as unknown as Inside
  const faces = new Map<string, Face>()
  const glyphs = { regular: new Map<number, Glyph | undefined>(), bold: new Map<number, Glyph | undefined>() }

  function openFace(path: string): Face {
    let face = faces.get(path)
    if (!face) {
      doc.font(path)
      face = inside._font
      faces.set(path, face)
    }
    return face
  }

  function findGlyph(codePoint: number, weight: Weight): Glyph | undefined {
    for (const path of facesOf(weight)) {
      const face = openFace(path)
      if (face.font.hasGlyphForCodePoint(codePoint)) return embed(face, codePoint)
    }
    return undefined
  }

  function glyphOf(codePoint: number, weight: Weight): Glyph | undefined {
    const known = glyphs[weight]
    if (!known.has(codePoint)) known.set(codePoint, findGlyph(codePoint, weight))
    return known.get(codePoint)
  }

  function glyphsOf(text: string, weight: Weight): Glyph[] {
    const line: Glyph[] = []
    for (const character of text.replace(UNSEEN, '')) {
      const glyph = glyphOf(character.codePointAt(0) ?? 0, weight)
      if (glyph) line.push(glyph)
      else line.push(...glyphsOf(asCodePoint(character), weight))
    }
    return line
  }

  return {
    widthOf(text, { size, weight = 'regular', spacing = 0 }) {
      const line = glyphsOf(text, weight)
      const thousandths = line.reduce((sum, glyph) => sum + glyph.width, 0)
      return (thousandths * size) / 1000 + spacing * Math.max(0, line.length - 1)
    },
    draw(text, x, y, { size, weight = 'regular', color = '#000', spacing = 0 }) {
      const line = glyphsOf(text, weight)
      const parts = [`${rgb(color)} rg BT 1 0 0 -1 ${short(x)} ${short(y)} Tm`]
      if (spacing !== 0) parts.push(`${short(spacing)} Tc`)
      for (let at = 0; at < line.length;) {
        const face = line[at]?.face
        let codes = ''
        for (; at < line.length && line[at]?.face === face; at += 1) codes += line[at]?.code
        if (!face) break
        inside.page.fonts[face.id] ??= face.ref()
        parts.push(`/${face.id} ${short(size)} Tf (${codes}) Tj`)
      }
      // Spacing would outlive the text object.
      if (spacing !== 0) parts.push('0 Tc')
      doc.addContent(`${parts.join(' ')} ET`)
    },
    missingIn(text) {
      return Array.from(text.replace(UNSEEN, '')).filter(
        (character) => !glyphOf(character.codePointAt(0) ?? 0, 'regular'),
      )
    },
  }
}

/** How a character that no face has is printed, e.g. `[U+2B7F9]`. */
export function asCodePoint(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
}

function embed(face: Face, codePoint: number): Glyph {
  const glyph = face.font.glyphForCodePoint(codePoint)
  const own = face.subset.includeGlyph(glyph.id)
  const width = glyph.advanceWidth * face.scale
  face.widths[own] = width
  face.unicode[own] ??= [codePoint]
  return { face, code: byteString(own), width }
}

/** A glyph's number as two bytes of a PDF string: half of what hexadecimal digits take before compression. */
function byteString(own: number): string {
  return String.fromCharCode(own >> 8, own & 255).replace(/[()\\\r\n]/g, (byte) => ESCAPES.get(byte) ?? byte)
}

const ESCAPES = new Map([
  ['(', '\\('],
  [')', '\\)'],
  ['\\', '\\\\'],
  ['\r', '\\r'],
  ['\n', '\\n'],
])
