import { sql, type RawBuilder } from 'kysely'
import type { FileProblem } from '../../domain/enrolment/roster-problems.ts'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found, refused } from '../refusal.ts'
import { lockEditable } from './enrolment-store.ts'
import { saveElsewhere } from './elsewhere-answers.ts'
import type { ImportTally } from './import-tally.ts'
import { INCOMING } from './incoming-rows.ts'
import type { JudgingRules } from './roster-rules.ts'

export type ImportToStore = {
  readonly batchId: ImportBatchId
  readonly rules: JudgingRules
  readonly tally: ImportTally
  readonly findings: readonly FileProblem[]
  /** Batch named in a failed-rows workbook. */
  readonly fromBatch: string | undefined
}

/** How far a roster has grown in this transaction. */
export type Growth = {
  lastRow: number
  people: number
  women: number
  overAge: number
  highRisk: number
  renewing: number
  highRiskRenewing: number
  warned: number
}

/** The number of the last row before an import; nobody changes the roster by hand while it runs. */
export async function startOfGrowth(
  tx: Transaction,
  { enrolmentId, standing: { plan } }: JudgingRules,
): Promise<Growth> {
  const { rows } = await sql<{ last: number }>`select last_row_number as last from enrolment_plans
    where enrolment_id = ${enrolmentId} and plan_code = ${plan.code} and ${inScope(tx, 'place')}`.execute(tx.db)
  const none = { people: 0, women: 0, overAge: 0, highRisk: 0, renewing: 0, highRiskRenewing: 0, warned: 0 }
  return { lastRow: found(rows[0]).last, ...none }
}

/** Writes what has come in so far into people, roster and refused rows, and makes room for more. */
export async function storeIncoming(
  tx: Transaction,
  rules: JudgingRules,
  batchId: ImportBatchId,
  growth: Growth,
): Promise<void> {
  // What plans depend on; statistics of all columns would take as long as the writing of a table.
  await sql`analyze ${sql.table(INCOMING)} (person_id, accepted)`.execute(tx.db)
  await savePeople(tx, rules)
  await saveRoster(tx, rules, batchId, growth.lastRow)
  await saveRefused(tx, rules, batchId)
  const { rows } = await sql<Omit<Growth, 'lastRow'>>`select count(*)::int as people,
      count(*) filter (where sex = 'female')::int as women, count(*) filter (where over_age)::int as "overAge",
      count(*) filter (where risk_class = 'high-risk')::int as "highRisk", count(*) filter (where renewing)::int as renewing,
      count(*) filter (where renewing and risk_class = 'high-risk')::int as "highRiskRenewing",
      count(*) filter (where codes <> '{}')::int as warned
    from ${sql.table(INCOMING)} where accepted`.execute(tx.db)
  const came = found(rows[0])
  growth.lastRow += came.people
  growth.people += came.people
  growth.women += came.women
  growth.overAge += came.overAge
  growth.highRisk += came.highRisk
  growth.renewing += came.renewing
  growth.highRiskRenewing += came.highRiskRenewing
  growth.warned += came.warned
  await sql`truncate ${sql.table(INCOMING)}`.execute(tx.db)
}

/** The end of an import, once all rows are written: the counters, the batch and its journal entry. */
export async function finishImport(tx: Transaction, wanted: ImportToStore, growth: Growth): Promise<void> {
  const { batchId, rules, tally } = wanted
  const enrolment = await lockEditable(tx, rules.enrolmentId)
  const { plan } = rules.standing
  await sql`update enrolment_plans set people = people + ${growth.people}, women = women + ${growth.women},
      over_age = over_age + ${growth.overAge}, high_risk = high_risk + ${growth.highRisk},
      renewing = renewing + ${growth.renewing}, high_risk_renewing = high_risk_renewing + ${growth.highRiskRenewing},
      warned = warned + ${growth.warned}, last_row_number = ${growth.lastRow}
    where enrolment_id = ${enrolment.id} and plan_code = ${plan.code} and ${inScope(tx, 'place')}`.execute(tx.db)
  await followRecords(
    tx,
    rules,
    sql`select person_id, people_id from roster_people
      where enrolment_id = ${enrolment.id} and plan_code = ${plan.code} and batch_id = ${batchId}
        and ${inScope(tx, 'place')}`,
  )
  await finishBatch(tx, wanted)
  if (tally.elsewhere > 0) await saveElsewhere(tx, 'elsewhere-in-file')
  await record(tx, {
    action: 'enrolment.import-roster',
    subject: enrolment.id,
    place: enrolment.place,
    facts: {
      batch: batchId,
      plan: plan.code,
      rows: tally.rows,
      accepted: tally.accepted,
      refused: tally.rows - tally.accepted,
      codes: tally.causes.map(({ code, rows }) => `${code} ${rows}`),
      elsewhere: tally.elsewhere,
    },
  })
}

/**
 * The unit's records of persons that it has none of yet, or that say something else of them. Earlier ones stay as they
 * are for the rosters and letters that were made with them.
 */
export async function savePeople(tx: Transaction, { unitId, place }: JudgingRules): Promise<void> {
  await sql`insert into people (id, unit_id, place, person_id, name, id_kind, id_masked, born, sex, sealed, phone_index,
      phone_masked, recorded_at)
    select people_id, ${unitId}, ${place}, person_id, name, id_kind, id_masked, born, sex, sealed, phone_index, phone_masked,
      ${new Date(tx.now)}
      from ${sql.table(INCOMING)} where accepted and record <> 'same' order by person_id`.execute(tx.db)
}

/** In an enrolment that is being entered a person is called the same in every roster. The enrolment must be locked. */
export async function followRecords(
  tx: Transaction,
  { enrolmentId, beside }: JudgingRules,
  latest: RawBuilder<unknown>,
): Promise<void> {
  for (const { planCode } of beside) {
    await sql`update roster_people r set people_id = l.people_id from (${latest}) l
      where r.enrolment_id = ${enrolmentId} and r.plan_code = ${planCode} and r.person_id = l.person_id
        and r.people_id <> l.people_id and ${inScope(tx, 'r.place')}`.execute(tx.db)
  }
}

export async function saveRoster(
  tx: Transaction,
  { enrolmentId, place, standing: { plan } }: JudgingRules,
  batchId: ImportBatchId | null,
  lastRow: number,
): Promise<void> {
  await sql`insert into roster_people (id, enrolment_id, plan_code, place, people_id, person_id, row_number, batch_id, batch_row,
      risk_class, renewing, over_age, warnings)
    select i.id, ${enrolmentId}, ${plan.code}, ${place}, i.people_id, i.person_id,
      ${lastRow}::int + (row_number() over (order by i.batch_row))::int, ${batchId}, i.batch_row, i.risk_class, i.renewing,
      i.over_age, i.codes
      from ${sql.table(INCOMING)} i where i.accepted order by i.batch_row`.execute(tx.db)
}

/** Refused rows as they came in. */
export async function saveRefused(
  tx: Transaction,
  { enrolmentId, place, standing: { plan } }: JudgingRules,
  batchId: ImportBatchId,
): Promise<void> {
  await sql`insert into refused_rows (id, batch_id, enrolment_id, plan_code, place, row_number, earlier_row, sealed, codes, state)
    select id, ${batchId}, ${enrolmentId}, ${plan.code}, ${place}, batch_row, earlier_row, sealed, codes, 'open'
      from ${sql.table(INCOMING)} where not accepted order by batch_row`.execute(tx.db)
}

/** Someone may have cancelled meanwhile: then nothing of this transaction stays. */
async function finishBatch(
  tx: Transaction,
  { batchId, rules, tally, findings, fromBatch }: ImportToStore,
): Promise<void> {
  const { rows, accepted, warnings } = tally
  const { rows: done } = await sql`update import_batches set state = 'done', stage = 'write', rows = ${rows},
      accepted = ${accepted}, refused = ${rows - accepted}, warnings = ${warnings}, bytes_read = bytes,
      causes = ${JSON.stringify(tally.causes)}, file_findings = ${JSON.stringify(findings)}, finished_at = now(),
      from_batch_id = (select b.id from import_batches b where b.id = ${fromBatch ?? null}::uuid
        and b.enrolment_id = ${rules.enrolmentId} and b.plan_code = ${rules.standing.plan.code})
    where id = ${batchId} and state = 'running' and not cancel_requested and ${inScope(tx, 'place')} returning id`.execute(
    tx.db,
  )
  if (done.length === 0) return refused({ code: 'import-ended' })
  await sql`update refused_rows set state = 'reimported' where state = 'open' and ${inScope(tx, 'place')}
    and batch_id = (select from_batch_id from import_batches where id = ${batchId})`.execute(tx.db)
}
