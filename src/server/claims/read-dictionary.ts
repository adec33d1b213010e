import type {
  DictionaryColumn,
  DictionaryEntry,
  DictionaryFileProblem,
  DictionaryKind,
  DictionaryProblem,
} from '../../domain/claims/dictionary-rows.ts'
import { LIMITS } from '../workbooks/cells.ts'
import { runInWorker } from '../workbooks/run-in-worker.ts'

/** An entry with the pinyin initials of its name. */
export type ReadEntry = DictionaryEntry & { readonly initials: string }

/** A problem of a row; `row` counts from the top of the sheet, `cell` names the cell where there is one. */
export type RowProblem = { readonly row: number; readonly cell: string; readonly problem: DictionaryProblem }

export type DictionaryReading =
  | { readonly problem: DictionaryFileProblem }
  | { readonly rows: number; readonly entries: readonly ReadEntry[]; readonly problems: readonly RowProblem[] }

export type DictionaryInput = { readonly kind: DictionaryKind; readonly bytes: Uint8Array; readonly fileName: string }

const ENTRY = new URL('./read-dictionary-worker.ts', import.meta.url)
const HEAP_MEGABYTES = 384

/** Column of a problem, for the cell that it names. */
export function columnOf(problem: DictionaryProblem): DictionaryColumn {
  switch (problem.code) {
    case 'name-missing':
    case 'name-malformed':
      return 'name'
    case 'level-unknown':
      return 'level'
    case 'text-too-long':
      return problem.column
    default:
      return 'code'
  }
}

/** Reads a dictionary file in a worker: its entries, and everything that is wrong with any row. */
export async function readDictionary(
  kind: DictionaryKind,
  fileName: string,
  bytes: Uint8Array,
): Promise<DictionaryReading> {
  if (bytes.length > LIMITS.fileBytes) return { problem: { code: 'file-too-large', most: LIMITS.fileBytes } }
  const input = { kind, bytes, fileName } satisfies DictionaryInput
  const outcome = await runInWorker<DictionaryReading>({ entry: ENTRY, input, heapMegabytes: HEAP_MEGABYTES })
  return outcome.ok ? outcome.value : { problem: outcome.refusal }
}
