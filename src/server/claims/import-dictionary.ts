import { DICTIONARY_BYTES, importDictionary as route, type dictionaryImport } from '../../contract/dictionaries.ts'
import type { infer as Infer } from 'zod/mini'
import {
  DICTIONARY_CAUSES,
  dictionaryFileSentence,
  dictionaryProblemSentence,
} from '../../contract/words/dictionary-problems.ts'
import type { DictionaryKind } from '../../domain/claims/dictionary-rows.ts'
import type { Transaction } from '../db/transaction.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import { record } from '../journal.ts'
import { saveDictionary } from './dictionary-store.ts'
import { readDictionary, type DictionaryReading, type ReadEntry, type RowProblem } from './read-dictionary.ts'
import { readChapters } from './shipped-dictionaries.ts'

export type DictionaryImport = Infer<typeof dictionaryImport>
export type ImportWishes = { readonly kind: DictionaryKind; readonly replace: boolean }

const MOST_PROBLEMS = 1_000

/** Takes a dictionary file from the page: read whole, judged whole, written whole or not at all. */
export const receiveDictionary: FileHandler<typeof route> = async (call, { kind, replace = false }) => {
  const upload = await uploadIn(call.request, DICTIONARY_BYTES)
  const reading = await readDictionary(kind, upload.fileName, await bytesOf(upload, DICTIONARY_BYTES))
  const judged = judgeReading(kind, reading, MOST_PROBLEMS)
  if ('refused' in judged) return judged.refused
  return call.within(route.name, (tx) => writeImport(tx, { kind, replace }, judged.entries), 'bulk')
}

/** The entries of a file in which nothing is wrong, else what is said of it; at most so many problems are told singly. */
export function judgeReading(
  kind: DictionaryKind,
  reading: DictionaryReading,
  most: number,
): { readonly refused: DictionaryImport } | { readonly entries: readonly ReadEntry[] } {
  const nothing = { written: false, added: 0, changed: 0, retired: 0 }
  if ('problem' in reading) {
    const { code } = reading.problem
    const message = dictionaryFileSentence(kind, reading.problem)
    const causes = [{ code, message, count: 1 }]
    const problems = [{ row: null, cell: '', code, message }]
    return { refused: { ...nothing, rows: 0, problemCount: 1, causes, problems } }
  }
  const { rows, problems } = reading
  if (problems.length === 0) return { entries: reading.entries }
  const told = problems.slice(0, most).map(({ row, cell, problem }) => ({
    row,
    cell,
    code: problem.code,
    message: dictionaryProblemSentence(problem),
  }))
  const problemCount = problems.length
  return { refused: { ...nothing, rows, problemCount, causes: causesOf(problems), problems: told } }
}

function causesOf(problems: readonly RowProblem[]): DictionaryImport['causes'] {
  const counts = new Map<RowProblem['problem']['code'], number>()
  for (const { problem } of problems) counts.set(problem.code, (counts.get(problem.code) ?? 0) + 1)
  return [...counts]
    .map(([code, count]) => ({ code, message: DICTIONARY_CAUSES[code], count }))
    .sort((a, b) => b.count - a.count)
}

/** Writes the entries of a file without problems, with the one journal entry. */
export async function writeImport(
  tx: Transaction,
  { kind, replace }: ImportWishes,
  entries: readonly ReadEntry[],
): Promise<DictionaryImport> {
  const change = await saveDictionary(tx, kind, entries, { chapters: await readChapters(), replace })
  await record(tx, { action: route.name, facts: { kind, replace, rows: entries.length, ...change } })
  return { written: true, rows: entries.length, ...change, problemCount: 0, causes: [], problems: [] }
}
