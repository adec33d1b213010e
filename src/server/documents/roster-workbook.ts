import { writeXlsxStream } from 'hucre/xlsx'
import type { LetterPerson } from '../../domain/certificates/letter-snapshot.ts'
import { rosterWords } from './letter-words.ts'

/** Text cells throughout: numbers of documents keep every digit, and nothing that was typed in can become a formula. */
const TEXT = { numFmt: '@' }

/** The insured persons of a letter as an .xlsx file, written while it is read; memory does not grow with the rows. */
export function rosterWorkbook(people: Iterable<LetterPerson>): ReadableStream<Uint8Array> {
  const { columns, sheet } = rosterWords
  return writeXlsxStream(rowsOf(people), {
    name: sheet,
    freezePane: { rows: 1 },
    columns: [
      { header: columns.number, width: 8, style: TEXT },
      { header: columns.name, width: 22, style: TEXT },
      { header: columns.document, width: 24, style: TEXT },
      { header: columns.workClass, width: 12, style: TEXT },
      { header: columns.from, width: 14, style: TEXT },
      { header: columns.to, width: 14, style: TEXT },
    ],
  })
}

function* rowsOf(people: Iterable<LetterPerson>): Generator<string[]> {
  let number = 0
  for (const { name, documentNumber, workClass, from, to } of people) {
    number += 1
    yield [String(number), name, documentNumber, workClass, from, to]
  }
}
