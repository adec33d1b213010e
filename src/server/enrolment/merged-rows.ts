import { sql } from 'kysely'
import type { RosterProblem, RosterProblemCode } from '../../domain/enrolment/roster-problems.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { fillIncoming, type Arrival } from './bring-in.ts'
import type { CountedProblem, createTally } from './import-tally.ts'
import type { MergedRows, Roster } from './open-roster.ts'
import { openRefused } from './refused-row-seal.ts'
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

/** A row as it was counted: whether it was accepted, and its problems as far as they are kept. */
type Counted =
  | { readonly accepted: true; readonly problems: readonly CountedProblem[] }
  | { readonly accepted: false; readonly problems: readonly RosterProblem[] }

/**
 * Rows that merged cells reach into are refused after all. A sheet names its merged cells after its rows, so the file is
 * read a second time for them; such files are small and rare. What the database knew of a person was found the first
 * time: it is taken off the tally as it was counted, and a row that was refused for it still says so.
 */
export async function replaceMerged(tx: Transaction, work: Merged): Promise<void> {
  const { roster, crypto, rules, batchId, merged, tally, growth } = work
  const problemOf = (row: number) => merged.find(({ from, to }) => row >= from && row <= to)?.problem
  const refused = await takeOutRefused(tx, crypto, batchId, merged)
  const accepted = await takeOutAccepted(tx, batchId, merged, growth)
  const arrivals: Arrival[] = []
  for await (const rows of roster.judged(rules.rows, rules.firstDay)) {
    for (const { row, sheetRow, cells, judgement } of rows) {
      const problem = problemOf(row)
      if (!problem) continue
      const before = accepted.get(row) ?? refused.get(row)
      if (!before) throw new Error(`row ${row} was not counted`)
      tally.count(before.problems, before.accepted, -1)
      const problems = [...(before.accepted ? judgement.problems : before.problems), problem]
      tally.count(problems, false)
      arrivals.push({ row, offset: sheetRow - row, outcome: { cells, problems, accepted: undefined } })
    }
  }
  await fillIncoming(tx, crypto, arrivals)
  await saveRefused(tx, rules, batchId)
}

function inRanges(column: string, merged: readonly MergedRows[]) {
  return sql.join(
    merged.map(({ from, to }) => sql`${sql.ref(column)} between ${from} and ${to}`),
    sql` or `,
  )
}

type RefusedRow = { id: string; row: number; sealed: Buffer }

async function takeOutRefused(
  tx: Transaction,
  crypto: CryptoProvider,
  batchId: ImportBatchId,
  merged: readonly MergedRows[],
): Promise<ReadonlyMap<number, Counted>> {
  const { rows } = await sql<RefusedRow>`delete from refused_rows
    where batch_id = ${batchId} and (${inRanges('row_number', merged)}) and ${inScope(tx, 'place')}
    returning id, row_number as row, sealed`.execute(tx.db)
  return new Map(
    rows.map(({ id, row, sealed }) => {
      const { problems } = openRefused(crypto, id, sealed)
      return [row, { accepted: false, problems }]
    }),
  )
}

type Gone = {
  row: number
  female: boolean
  overAge: boolean
  highRisk: boolean
  renewing: boolean
  warnings: RosterProblemCode[]
}

/** Takes accepted rows out again, and out of what the roster has grown by. */
async function takeOutAccepted(
  tx: Transaction,
  batchId: ImportBatchId,
  merged: readonly MergedRows[],
  growth: Growth,
): Promise<ReadonlyMap<number, Counted>> {
  const { rows } = await sql<Gone>`delete from roster_people r using people p
    where p.id = r.people_id and r.batch_id = ${batchId} and (${inRanges('r.batch_row', merged)})
      and ${inScope(tx, 'r.place')}
    returning r.batch_row as row, p.sex = 'female' as female, r.over_age as "overAge",
      r.risk_class = 'high-risk' as "highRisk", r.renewing, r.warnings`.execute(tx.db)
  const count = (which: (gone: Gone) => boolean) => rows.filter(which).length
  growth.people -= rows.length
  growth.women -= count(({ female }) => female)
  growth.overAge -= count(({ overAge }) => overAge)
  growth.highRisk -= count(({ highRisk }) => highRisk)
  growth.renewing -= count(({ renewing }) => renewing)
  growth.highRiskRenewing -= count(({ highRisk, renewing }) => highRisk && renewing)
  growth.warned -= count(({ warnings }) => warnings.length > 0)
  return new Map(
    rows.map(({ row, warnings }) => [row, { accepted: true, problems: warnings.map((code) => ({ code })) }]),
  )
}
