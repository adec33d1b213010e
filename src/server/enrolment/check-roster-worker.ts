// Runs in a worker: reads and judges a roster file for `checkRosterFile`.
import { rosterProblemSentence } from '../../contract/words/roster-problems.ts'
import { ROSTER_PROBLEMS, type RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import type { ColumnPlaces } from '../../domain/enrolment/roster.ts'
import { cellReference } from '../workbooks/cells.ts'
import { serveWorker } from '../workbooks/serve-worker.ts'
import {
  fileFinding,
  type CheckedBatch,
  type CheckedProblem,
  type CheckInput,
  type RosterCheck,
} from './check-roster.ts'
import { openRoster, type MergedRows, type Verdict } from './open-roster.ts'

/** Enough to show that it goes on, and not more sentences than the other side takes in a few milliseconds. */
const ROWS_A_MESSAGE = 10_000
const PROBLEMS_A_MESSAGE = 2_000
const LAST_ROW = 1_048_576

serveWorker<CheckInput, CheckedBatch, RosterCheck>(async ({ bytes, fileName, rules, on }, send) => {
  const roster = await openRoster(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fileName)
  if ('problem' in roster) return { rows: 0, accepted: 0, refused: 0, problems: [fileFinding(roster.problem)] }
  const tally = createTally(roster.places)
  for await (const _ of roster.verdicts(rules, on, tally.add)) {
    if (tally.isFull()) await send({ rows: tally.takeRows(), problems: tally.takeProblems() })
  }
  const { findings, merged } = roster.end()
  for (const range of merged) tally.refuseMerged(range)
  return { ...tally.counts(), problems: [...tally.takeProblems(), ...findings.map(fileFinding)] }
})

function createTally(places: ColumnPlaces) {
  /** By row under the header: 0 not a person, 1 accepted, 2 refused; a merged range may refuse a row after all. */
  const outcomes = new Uint8Array(LAST_ROW + 1)
  let rows = 0
  let taken = 0
  let accepted = 0
  let problems: CheckedProblem[] = []

  function add(row: number, sheetRow: number, { accepted: isAccepted, problems: found }: Verdict): void {
    rows += 1
    if (isAccepted) accepted += 1
    outcomes[row] = isAccepted ? 1 : 2
    for (const problem of found) note(problem, row, placeOf(problem, sheetRow))
  }

  function refuseMerged({ from, to, problem }: MergedRows): void {
    for (let row = from; row <= to; row += 1) {
      const outcome = outcomes[row]
      if (outcome === undefined || outcome === 0) continue
      if (outcome === 1) accepted -= 1
      outcomes[row] = 2
      note(problem, row, problem.range)
    }
  }

  function note(problem: RosterProblem, row: number, cell: string): void {
    const { number, level, column } = ROSTER_PROBLEMS[problem.code]
    problems.push({ row, code: number, column, message: rosterProblemSentence(problem, cell), level })
  }

  function placeOf(problem: RosterProblem, sheetRow: number): string {
    const place = places[ROSTER_PROBLEMS[problem.code].column]
    return place === undefined ? `第 ${sheetRow} 行` : cellReference(sheetRow, place + 1)
  }

  /** Whether there is enough for a message. */
  function isFull(): boolean {
    return rows - taken >= ROWS_A_MESSAGE || problems.length >= PROBLEMS_A_MESSAGE
  }

  /** Rows counted since they were last taken. */
  function takeRows(): number {
    const fresh = rows - taken
    taken = rows
    return fresh
  }

  function takeProblems(): CheckedProblem[] {
    const found = problems
    problems = []
    return found
  }

  return {
    add,
    refuseMerged,
    isFull,
    takeRows,
    takeProblems,
    counts: () => ({ rows, accepted, refused: rows - accepted }),
  }
}
