import { breakLines } from './line-breaks.ts'
import { INK, LINE_WIDTH, PAGE, type Sheet } from './sheet.ts'
import type { TextStyle } from './typesetter.ts'

export type ParagraphStyle = TextStyle & {
  readonly leading: number
  readonly x?: number
  readonly width?: number
  /** Indent of the first line, in points. */
  readonly indent?: number
}

export const BODY: ParagraphStyle = { size: 10.5, leading: 17, color: INK.text }
export const NOTE: ParagraphStyle = { size: 8.5, leading: 13, color: INK.quiet }

/** Sets a paragraph line by line, going on to the next page where needed. */
export function paragraph(sheet: Sheet, text: string, style: ParagraphStyle): void {
  const { x = PAGE.left, width = LINE_WIDTH, indent = 0, leading } = style
  const widthOf = (part: string) => sheet.typesetter.widthOf(part, style)
  for (const [at, line] of breakLines(text, width, widthOf, indent).entries()) {
    const inset = at === 0 ? indent : 0
    sheet.keep(leading)
    sheet.line(line, sheet.y + leading * 0.7, style, { x: x + inset, width: width - inset })
    sheet.y += leading
  }
}

/** A heading, kept together with at least `following` points of what comes after it. */
export function heading(sheet: Sheet, text: string, following: number): void {
  sheet.y += 9
  sheet.keep(20 + following)
  sheet.line(text, sheet.y + 12, { size: 11.5, weight: 'bold', color: INK.text })
  sheet.y += 20
}

/** Paragraphs with numbers that hang in the margin of the list. */
export function numberedList(sheet: Sheet, items: readonly string[], style: ParagraphStyle): void {
  const hang = style.size * 1.7
  for (const [at, item] of items.entries()) {
    sheet.keep(style.leading)
    sheet.line(`${at + 1}.`, sheet.y + style.leading * 0.7, style, { width: hang })
    paragraph(sheet, item, { ...style, x: PAGE.left + hang, width: LINE_WIDTH - hang })
  }
}
