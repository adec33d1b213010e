import { sql } from 'kysely'
import type pg from 'pg'
import type { RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { copyInto } from '../db/copy-rows.ts'
import type { Transaction } from '../db/transaction.ts'
import type { createTally } from './import-tally.ts'
import { INCOMING, INCOMING_COLUMNS, incomingValues } from './incoming-rows.ts'
import type { MergedRows, Roster } from './open-roster.ts'
import type { JudgingRules } from './roster-rules.ts'

type Merged = {
  readonly roster: Roster
  readonly crypto: CryptoProvider
  readonly rules: JudgingRules
  readonly client: pg.ClientBase
  readonly merged: readonly MergedRows[]
  readonly tally: ReturnType<typeof createTally>
}

/**
 * Rows that merged cells reach into are refused. A sheet names its merged cells after its rows, so the file is read a
 * second time for them; such files are small and rare.
 */
export async function replaceMerged(tx: Transaction, work: Merged): Promise<void> {
  const { roster, crypto, rules, client, merged, tally } = work
  const problemOf = (row: number) => merged.find(({ from, to }) => row >= from && row <= to)?.problem
  const { rows: accepted } = await sql<{
    batch_row: number
  }>`select batch_row from ${sql.table(INCOMING)} where accepted`.execute(tx.db)
  const taken = new Set(accepted.map(({ batch_row: row }) => row).filter((row) => problemOf(row)))
  const gone = merged.map(({ from, to }) => sql`batch_row between ${from} and ${to}`)
  await sql`delete from ${sql.table(INCOMING)} where ${sql.join(gone, sql` or `)}`.execute(tx.db)
  const copy = copyInto(client, INCOMING, INCOMING_COLUMNS)
  for await (const rows of roster.judged(rules.rows, rules.firstDay)) {
    for (const { row, sheetRow, cells, judgement } of rows) {
      const problem = problemOf(row)
      if (!problem) continue
      const problems: readonly RosterProblem[] = [...judgement.problems, problem]
      tally.count(judgement.problems, taken.has(row), -1)
      tally.count(problems, false)
      const outcome = { cells, problems, accepted: undefined }
      if (!copy.add(incomingValues(crypto, { row, offset: sheetRow - row }, outcome))) await copy.flush()
    }
  }
  await copy.end()
}
