import type { Verdict } from './figure.ts'

export type Line = Verdict & { readonly figure: string }

const HEAD = ['figure', 'ours', 'peer', 'floor', 'ratio', 'target', 'pass']

/** The table of all figures, as Markdown. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map(({ figure, ours, peer = '', floor = '', ratio = '', target, pass }) => [
    figure,
    ours,
    peer,
    floor,
    ratio,
    target,
    pass ? 'yes' : 'NO',
  ])
  const widths = HEAD.map((head, i) => Math.max(head.length, ...rows.map((row) => (row[i] ?? '').length)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
