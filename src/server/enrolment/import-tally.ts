import { ROSTER_PROBLEMS, type ProblemLevel, type RosterProblemCode } from '../../domain/enrolment/roster-problems.ts'

/** How many rows had one cause, by its printed number and level. */
export type Cause = { readonly code: string; readonly level: ProblemLevel; readonly rows: number }

export type ImportTally = {
  readonly rows: number
  readonly accepted: number
  /** Rows with at least one warning. */
  readonly warnings: number
  readonly causes: readonly Cause[]
  /** Rows that were told of cover at another unit: one of several causes that are printed as E11. */
  readonly elsewhere: number
}

/** A problem as far as it is counted: without its facts. */
export type CountedProblem = { readonly code: RosterProblemCode }

/** Counts rows as they are judged. */
export function createTally() {
  let rows = 0
  let accepted = 0
  let warnings = 0
  let elsewhere = 0
  const causes = new Map<string, { code: string; level: ProblemLevel; rows: number }>()

  function count(problems: readonly CountedProblem[], isAccepted: boolean, by: 1 | -1 = 1): void {
    rows += by
    if (isAccepted) accepted += by
    if (problems.length === 0) return
    const found = new Set(problems.map(({ code }) => `${ROSTER_PROBLEMS[code].level} ${ROSTER_PROBLEMS[code].number}`))
    let warned = false
    for (const key of found) {
      const [level, code] = key.split(' ') as [ProblemLevel, string]
      const cause = causes.get(key) ?? { code, level, rows: 0 }
      cause.rows += by
      causes.set(key, cause)
      warned ||= level === 'warning'
    }
    if (warned) warnings += by
    if (problems.some(({ code }) => code === 'covered-elsewhere')) elsewhere += by
  }

  function result(): ImportTally {
    const sorted = [...causes.values()].filter((cause) => cause.rows > 0).sort((a, b) => (a.code < b.code ? -1 : 1))
    return { rows, accepted, warnings, causes: sorted, elsewhere }
  }

  return { count, result }
}
