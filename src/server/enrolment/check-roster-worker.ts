// Runs in a worker: reads and judges a roster file for `checkRosterFile`.
import { rosterProblemSentence } from '../../contract/words/roster-problems.ts'
import { ROSTER_PROBLEMS, type RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import type { ColumnPlaces } from '../../domain/enrolment/roster.ts'
import { cellReference } from '../workbooks/cells.ts'
import { serveWorker, type Send } from '../workbooks/serve-worker.ts'
import {
  fileFinding,
  type CheckedBatch,
  type CheckedProblem,
  type CheckInput,
  type RosterCheck,
} from './check-roster.ts'
import { openRoster, type JudgedRow, type MergedRows } from './open-roster.ts'

const ROWS_A_MESSAGE = 2_000
const LAST_ROW = 1_048_576

serveWorker<CheckInput, CheckedBatch, RosterCheck>(async ({ bytes, fileName, rules, on }, send) => {
  const roster = await openRoster(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fileName)
  if ('problem' in roster) return { rows: 0, accepted: 0, refused: 0, problems: [fileFinding(roster.problem)] }
  const tally = createTally(roster.places)
  await collect(roster.judged(rules, on), tally, send)
  const { findings, merged } = roster.end()
  for (const range of merged) tally.refuseMerged(range)
  return { ...tally.counts(), problems: [...tally.takeProblems(), ...findings.map(fileFinding)] }
})

async function collect(
  batches: AsyncGenerator<JudgedRow[], void>,
  tally: ReturnType<typeof createTally>,
  send: Send<CheckedBatch>,
): Promise<void> {
  let pending = 0
  for await (const batch of batches) {
    for (const row of batch) tally.add(row)
    pending += batch.length
    if (pending < ROWS_A_MESSAGE) continue
    await send({ rows: pending, problems: tally.takeProblems() })
    pending = 0
  }
}

function createTally(places: ColumnPlaces) {
  /** By row under the header: 0 not a person, 1 accepted, 2 refused; a merged range may refuse a row after all. */
  const outcomes = new Uint8Array(LAST_ROW + 1)
  let rows = 0
  let accepted = 0
  let problems: CheckedProblem[] = []

  function add({ row, sheetRow, judgement }: JudgedRow): void {
    rows += 1
    if (judgement.person) accepted += 1
    outcomes[row] = judgement.person ? 1 : 2
    for (const problem of judgement.problems) note(problem, row, placeOf(problem, sheetRow))
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

  function takeProblems(): CheckedProblem[] {
    const taken = problems
    problems = []
    return taken
  }

  return { add, refuseMerged, takeProblems, counts: () => ({ rows, accepted, refused: rows - accepted }) }
}
