import { sql } from 'kysely'
import type { RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { fillIncoming, type Arrival } from './bring-in.ts'
import type { createTally } from './import-tally.ts'
import type { MergedRows, Roster } from './open-roster.ts'
import type { JudgingRules } from './roster-rules.ts'
import { saveRefused, type Growth } from './store-import.ts'

type Merged = {
  readonly roster: Roster
  readonly crypto: CryptoProvider
  readonly rules: JudgingRules
  readonly batchId: ImportBatchId
  readonly merged: readonly MergedRows[]
  readonly tally: ReturnType<typeof createTally>
  readonly growth: Growth
}

/**
 * Rows that merged cells reach into are refused after all. A sheet names its merged cells after its rows, so the file is
 * read a second time for them; such files are small and rare.
 */
export async function replaceMerged(tx: Transaction, work: Merged): Promise<void> {
  const { roster, crypto, rules, batchId, merged, tally, growth } = work
  const problemOf = (row: number) => merged.find(({ from, to }) => row >= from && row <= to)?.problem
  const taken = await takeOut(tx, batchId, merged, growth)
  const arrivals: Arrival[] = []
  for await (const rows of roster.judged(rules.rows, rules.firstDay)) {
    for (const { row, sheetRow, cells, judgement } of rows) {
      const problem = problemOf(row)
      if (!problem) continue
      const problems: readonly RosterProblem[] = [...judgement.problems, problem]
      tally.count(judgement.problems, taken.has(row), -1)
      tally.count(problems, false)
      arrivals.push({ row, offset: sheetRow - row, outcome: { cells, problems, accepted: undefined } })
    }
  }
  await fillIncoming(tx, crypto, arrivals)
  await saveRefused(tx, rules, batchId)
}

type Gone = { batch_row: number; female: boolean; over_age: boolean }

/** Takes the rows of merged ranges out again; answers those that had been accepted. */
async function takeOut(
  tx: Transaction,
  batchId: ImportBatchId,
  merged: readonly MergedRows[],
  growth: Growth,
): Promise<ReadonlySet<number>> {
  const inRanges = (column: string) =>
    sql.join(
      merged.map(({ from, to }) => sql`${sql.ref(column)} between ${from} and ${to}`),
      sql` or `,
    )
  await sql`delete from refused_rows where batch_id = ${batchId} and (${inRanges('row_number')})
    and ${inScope(tx, 'place')}`.execute(tx.db)
  const { rows } = await sql<Gone>`delete from roster_people r using people p
    where p.id = r.people_id and r.batch_id = ${batchId} and (${inRanges('r.batch_row')}) and ${inScope(tx, 'r.place')}
    returning r.batch_row, p.sex = 'female' as female, r.over_age`.execute(tx.db)
  growth.people -= rows.length
  growth.women -= rows.filter(({ female }) => female).length
  growth.overAge -= rows.filter(({ over_age: overAge }) => overAge).length
  return new Set(rows.map(({ batch_row: row }) => row))
}
