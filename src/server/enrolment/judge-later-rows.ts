import { createRosterJudge } from '../../domain/enrolment/judge-roster.ts'
import { inOrder } from '../../domain/enrolment/roster-problems.ts'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { Transaction } from '../db/transaction.ts'
import { bringIn, type Arrival } from './bring-in.ts'
import { judgePeople, type RowOutcome } from './judge-people.ts'
import { closeRefused, lockLaterRows, offsetOf, saveRefusedAgain, type StoredRefused } from './refused-row-store.ts'
import type { JudgingRules } from './roster-rules.ts'

/**
 * Rows of these numbers no longer stand in the way of later rows with the same document: those are judged again. The
 * first of each takes the place, the others now repeat that one. Answers the rows of the sheet that came in so.
 * Source: decisions, "E09".
 */
export async function judgeLaterRows(
  tx: Transaction,
  crypto: CryptoProvider,
  rules: JudgingRules,
  batchId: ImportBatchId,
  gone: readonly number[],
): Promise<number[]> {
  const rows = gone.length === 0 ? [] : await lockLaterRows(tx, crypto, batchId, gone)
  if (rows.length === 0) return []
  const judge = createRosterJudge(rules.rows, rules.firstDay)
  const judged = rows.map((row) => {
    const { cells } = row.content
    const judgement = judge.judge(row.rowNumber + offsetOf(row), cells)
    return { cells, judgement: judgement ?? { person: undefined, document: undefined, problems: row.content.problems } }
  })
  const outcomes = await judgePeople(tx, { crypto, rules }, judged)
  const arrivals: Arrival[] = []
  for (const [at, row] of rows.entries()) {
    const judgedAgain = outcomes[at]
    if (!judgedAgain) continue
    const outcome = stillMerged(row, judgedAgain)
    const offset = offsetOf(row)
    if (outcome.accepted) arrivals.push({ row: row.rowNumber, offset, outcome })
    else await saveRefusedAgain(tx, crypto, row, outcome, offset)
  }
  if (arrivals.length === 0) return []
  await bringIn(tx, crypto, rules, arrivals, batchId)
  const taken = new Set(arrivals.map((arrival) => arrival.row))
  const closed = rows.filter(({ rowNumber }) => taken.has(rowNumber))
  await closeRefused(
    tx,
    closed.map(({ id }) => id),
    'corrected',
  )
  return arrivals.map(({ row, offset }) => row + offset)
}

/** Cells do not tell that they were merged: the finding of the import stays until somebody has looked at the row. */
function stillMerged({ content }: StoredRefused, outcome: RowOutcome): RowOutcome {
  const merged = content.problems.filter(({ code }) => code === 'merged-cells')
  if (merged.length === 0) return outcome
  return { ...outcome, problems: inOrder([...outcome.problems, ...merged]), accepted: undefined }
}
