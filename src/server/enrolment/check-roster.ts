import { readFile } from 'node:fs/promises'
import { fileProblemSentence } from '../../contract/words/roster-problems.ts'
import { refusesFile, type FileProblem, type ProblemLevel } from '../../domain/enrolment/roster-problems.ts'
import type { RosterRules } from '../../domain/enrolment/roster-row.ts'
import type { RosterColumn } from '../../domain/enrolment/roster.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { LIMITS } from '../workbooks/cells.ts'
import { runInWorker } from '../workbooks/run-in-worker.ts'

/** A finding as printed: `row` from the first row under the header, null where it is about the whole file. */
export type CheckedProblem = {
  readonly row: number | null
  readonly code: string
  readonly column: RosterColumn | null
  readonly message: string
  readonly level: ProblemLevel
}

export type RosterCheck = {
  readonly rows: number
  readonly accepted: number
  readonly refused: number
  readonly problems: readonly CheckedProblem[]
}

export type CheckInput = {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly rules: RosterRules
  readonly on: CalendarDate
}
/** What the worker sends for each batch of rows; its last word is a `RosterCheck` with the problems that are left. */
export type CheckedBatch = { readonly rows: number; readonly problems: readonly CheckedProblem[] }

const ENTRY = new URL('./check-roster-worker.ts', import.meta.url)

/**
 * Judges a roster file alone, without any database: every row, every problem with its sentence. A file that cannot be
 * read gives one finding and no rows. `onProgress` hears how many rows were judged so far.
 */
export async function checkRosterFile(
  source: string | Uint8Array,
  fileName: string,
  rules: RosterRules,
  on: CalendarDate,
  onProgress?: (rows: number) => void,
): Promise<RosterCheck> {
  const bytes = typeof source === 'string' ? await readFile(source) : source
  if (bytes.length > LIMITS.fileBytes) return unread({ code: 'file-too-large', most: LIMITS.fileBytes })
  const problems: CheckedProblem[] = []
  let rows = 0
  const outcome = await runInWorker<RosterCheck, CheckedBatch>({
    entry: ENTRY,
    input: { bytes, fileName, rules, on } satisfies CheckInput,
    transfer: typeof source === 'string' ? ownedBy(bytes) : [],
    onMessage(batch) {
      for (const problem of batch.problems) problems.push(problem)
      rows += batch.rows
      onProgress?.(rows)
    },
  })
  if (!outcome.ok) return unread(outcome.refusal)
  return { ...outcome.value, problems: [...problems, ...outcome.value.problems].sort(byRow) }
}

/** The memory of bytes that are alone in it: that can be handed over, others have to be copied. */
function ownedBy({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

function unread(problem: FileProblem): RosterCheck {
  return { rows: 0, accepted: 0, refused: 0, problems: [fileFinding(problem)] }
}

export function fileFinding(problem: FileProblem): CheckedProblem {
  const level = refusesFile(problem) ? 'error' : 'warning'
  const code = problem.code === 'risk-class-absent' ? 'E17' : problem.code
  return { row: null, code, column: null, message: fileProblemSentence(problem), level }
}

function byRow(a: CheckedProblem, b: CheckedProblem): number {
  return (a.row ?? 0) - (b.row ?? 0)
}
