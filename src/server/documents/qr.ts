import { encode } from 'uqr'
import type { Doc } from './sheet.ts'

/** Draws a QR code as vectors, `side` points wide, with the four light modules around it that readers want. */
export function drawQr(doc: Doc, text: string, x: number, y: number, side: number): void {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const module = side / size
  for (const [row, line] of data.entries())
    for (const { from, length } of runsOf(line)) doc.rect(x + from * module, y + row * module, length * module, module)
  doc.fillColor('#000').fill()
}

/** The same for pages: a grid of so many modules and its dark ones as an SVG path. */
export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const rows = data.map((line, row) =>
    runsOf(line)
      .map(({ from, length }) => `M${from} ${row}h${length}v1h-${length}z`)
      .join(''),
  )
  return { size, path: rows.join('') }
}

/** Dark modules next to each other become one rectangle: no hairlines between them at any zoom. */
function runsOf(line: readonly boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = []
  for (const [at, dark] of line.entries()) {
    const last = runs.at(-1)
    if (dark && last && last.from + last.length === at) last.length += 1
    else if (dark) runs.push({ from: at, length: 1 })
  }
  return runs
}
