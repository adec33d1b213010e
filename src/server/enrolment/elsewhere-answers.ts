import { mayAskElsewhere } from '../../domain/enrolment/elsewhere-limit.ts'
import { ROSTER_PROBLEMS, type RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import { LIMIT_HOURS } from '../../domain/shared/attempt-limit.ts'
import { listAttempts, lockAttempts, saveAttempt } from '../accounts/attempt-store.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import { accepted } from '../refusal.ts'

/** How somebody came to be judged: typed in, or in a file. Files have a count of their own, whatever stands in them. */
type Way = 'elsewhere-typed' | 'elsewhere-in-file'

/**
 * Before anybody is judged for a unit: that somebody is covered at another unit is told of any number, so a unit that was
 * told so too often has to wait. First of all locks, and until the transaction ends: answers at once count one by one.
 */
export async function mayAsk(tx: Transaction, way: Way): Promise<void> {
  const unit = Buffer.from(callerIn(tx).organisationId)
  await lockAttempts(tx, unit)
  accepted(mayAskElsewhere(await listAttempts(tx, way, unit, LIMIT_HOURS), tx.now))
}

export async function countTyped(tx: Transaction, problems: readonly RosterProblem[]): Promise<void> {
  if (problems.some(({ code }) => code === 'covered-elsewhere')) await saveElsewhere(tx, 'elsewhere-typed')
}

/** One file counts once: a unit that takes over another's staff has many of them in one. */
export async function saveElsewhere(tx: Transaction, way: Way): Promise<void> {
  await saveAttempt(tx, way, Buffer.from(callerIn(tx).organisationId))
}

/** For the journal: printed numbers of what was found about somebody, and whether cover elsewhere was told. */
export function foundFacts(problems: readonly RosterProblem[]): { codes: string[]; elsewhere: number } {
  const codes = [...new Set(problems.map(({ code }) => ROSTER_PROBLEMS[code].number))].toSorted()
  return { codes, elsewhere: problems.filter(({ code }) => code === 'covered-elsewhere').length }
}
