import type PDFDocument from 'pdfkit'
import { rgb, short } from './operators.ts'
import type { TextStyle, Typesetter } from './typesetter.ts'

export type Align = 'left' | 'center' | 'right'
export type Doc = InstanceType<typeof PDFDocument>

export const INK = { text: '#1c1b19', quiet: '#6a665f', hair: '#cfcac1', tint: '#f5f2ec', accent: '#8f1d1d' } as const

/** A4 in points, with the area that text may fill. */
export const PAGE = { width: 595.28, height: 841.89, left: 62, right: 533.28, top: 48, bottom: 790 } as const
export const LINE_WIDTH = PAGE.right - PAGE.left

/**
 * Pages that are filled from top to bottom. A layout runs twice: on a counting sheet that draws nothing, to learn the
 * number of pages, then on a drawing sheet; so page one can say how many there are and nothing is held in memory.
 */
export type Sheet = {
  /** Distance of the cursor from the top of the page; layouts move it down. */
  y: number
  pages: number
  readonly typesetter: Typesetter
  /** False while pages are only counted. */
  readonly drawing: boolean
  newPage(): void
  /** Begins a new page where less than `height` is left; says whether it did. */
  keep(height: number): boolean
  /** One line in the box from `x`, `width` wide; set smaller where it would not fit, never cut. */
  line(text: string, baseline: number, style: TextStyle, box?: { x?: number; width?: number; align?: Align }): void
  rule(y: number, thickness?: number, color?: string, from?: number, to?: number): void
  box(y: number, height: number, color: string): void
  /** Anything else that pdfkit can draw; not called while counting. */
  draw(paint: (doc: Doc) => void): void
}

function sheetOver(typesetter: Typesetter, doc: Doc | undefined, furniture: (sheet: Sheet) => void): Sheet {
  return {
    y: PAGE.top,
    pages: 0,
    typesetter,
    drawing: doc !== undefined,
    newPage() {
      doc?.addPage()
      this.pages += 1
      this.y = PAGE.top
      furniture(this)
    },
    keep(height) {
      const full = this.y + height > PAGE.bottom
      if (full) this.newPage()
      return full
    },
    line(text, baseline, style, { x = PAGE.left, width = LINE_WIDTH, align = 'left' } = {}) {
      if (!doc || text === '') return
      const natural = typesetter.widthOf(text, style)
      const squeeze = Math.min(1, width / natural)
      const fitted = { ...style, size: style.size * squeeze, spacing: (style.spacing ?? 0) * squeeze }
      const left = width - natural * squeeze
      typesetter.draw(text, x + left * { left: 0, center: 0.5, right: 1 }[align], baseline, fitted)
    },
    rule(y, thickness = 0.4, color = INK.hair, from = PAGE.left, to = PAGE.right) {
      doc?.addContent(
        `${rgb(color)} RG ${short(thickness)} w ${short(from)} ${short(y)} m ${short(to)} ${short(y)} l S`,
      )
    },
    box(y, height, color) {
      doc?.addContent(`q ${rgb(color)} rg ${PAGE.left} ${short(y)} ${short(LINE_WIDTH)} ${short(height)} re f Q`)
    },
    draw(paint) {
      if (!doc) return
      doc.save()
      paint(doc)
      doc.restore()
    },
  }
}

/** Runs a layout twice, first to count its pages, then to draw it into `doc`. Gives the number of pages. */
export function drawPages(
  doc: Doc,
  typesetter: Typesetter,
  layout: (sheet: Sheet) => void,
  furniture: (sheet: Sheet, pages: number) => void,
): number {
  const counting = sheetOver(typesetter, undefined, () => {})
  counting.newPage()
  layout(counting)
  const drawing = sheetOver(typesetter, doc, (sheet) => furniture(sheet, counting.pages))
  drawing.newPage()
  layout(drawing)
  return drawing.pages
}
