import { words } from '../words/words.ts'
import type { DictionaryImport } from './ImportDictionary.tsx'

/** A text as a cell of a .csv file; what a spreadsheet would take for a formula gets a quote before it. */
function cell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${guarded.replaceAll('"', '""')}"`
}

/** The problems of a file for a spreadsheet, with the mark by which it knows UTF-8. */
export function problemsFile(problems: DictionaryImport['problems']): Blob {
  const head = [words('dictionaries.row'), words('dictionaries.cell'), words('dictionaries.problem')]
  const lines = problems.map(({ row, cell: place, message }) => [String(row ?? ''), place, message])
  const text = [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')
  return new Blob([`\ufeff${text}\r\n`], { type: 'text/csv;charset=utf-8' })
}
