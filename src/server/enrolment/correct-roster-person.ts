import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { addRosterPerson as addEndpoint, correctRosterPerson as correctEndpoint } from '../../contract/roster.ts'
import type { EnrolmentId, ImportBatchId, PersonId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { bringIn, fillIncoming, INCOMING_RECORDS, recount } from './bring-in.ts'
import { countTyped, foundFacts, mayAsk } from './elsewhere-answers.ts'
import { INCOMING } from './incoming-rows.ts'
import { judgeLaterRows } from './judge-later-rows.ts'
import { judgeTyped, lockRoster } from './roster-being-edited.ts'
import { selectRoster } from './roster-lists.ts'
import { followRecords, savePeople } from './store-import.ts'
import { wirePerson, wireProblem } from './wire-people.ts'

type Found = {
  enrolmentId: EnrolmentId
  planCode: string
  personId: PersonId
  batchId: ImportBatchId | null
  batchRow: number | null
}

/** Changes someone of a roster; judged like an imported row, and unchanged where it would be refused. */
export async function correctRosterPerson(
  tx: Transaction,
  { crypto }: Services,
  { id, cells }: InputOf<typeof correctEndpoint>,
): Promise<OutputOf<typeof correctEndpoint>> {
  await mayAsk(tx, 'elsewhere-typed')
  const { enrolmentId, planCode } = await findMember(tx, id)
  const { enrolment, rules } = await lockRoster(tx, enrolmentId, planCode)
  const before = await findMember(tx, id)
  const outcome = await judgeTyped(tx, crypto, rules, cells, before.personId)
  const { accepted, problems } = outcome
  let cameInstead: number[] = []
  if (accepted) {
    await fillIncoming(tx, crypto, [{ row: before.batchRow ?? 0, offset: 0, outcome }])
    await savePeople(tx, rules)
    await saveMember(tx, id)
    await followRecords(tx, rules, INCOMING_RECORDS)
    await recount(tx, rules)
    const left = accepted.personId !== before.personId && before.batchId && before.batchRow !== null
    if (left && before.batchId)
      cameInstead = await judgeLaterRows(tx, crypto, rules, before.batchId, [before.batchRow ?? 0])
  }
  await countTyped(tx, problems)
  await record(tx, {
    action: 'enrolment.correct-roster-person',
    subject: enrolment.id,
    place: enrolment.place,
    facts: { plan: planCode, person: id, ...foundFacts(problems) },
    result: accepted ? 'done' : 'refused',
  })
  const [row] = await selectRoster(tx, enrolmentId, planCode, sql`r.id = ${id}`)
  return {
    accepted: accepted !== undefined,
    person: accepted && row ? wirePerson(crypto, rules, row, true) : null,
    problems: problems.map(wireProblem),
    cameInstead,
  }
}

async function findMember(tx: Transaction, id: string): Promise<Found> {
  const { rows } =
    await sql<Found>`select enrolment_id as "enrolmentId", plan_code as "planCode", person_id as "personId",
      batch_id as "batchId", batch_row as "batchRow"
    from roster_people where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

/** The row keeps its number and its place in the import; everything else is the person as judged now. */
async function saveMember(tx: Transaction, id: string): Promise<void> {
  await sql`update roster_people r set people_id = i.people_id, person_id = i.person_id, risk_class = i.risk_class,
      renewing = i.renewing, over_age = i.over_age, warnings = i.codes, first_day = null, price = null
    from ${sql.table(INCOMING)} i
    where r.id = ${id} and ${inScope(tx, 'r.place')}`.execute(tx.db)
}

/** Adds one person by hand, after the last row; judged like an imported row. */
export async function addRosterPerson(
  tx: Transaction,
  { crypto }: Services,
  { id, planCode, cells }: InputOf<typeof addEndpoint>,
): Promise<OutputOf<typeof addEndpoint>> {
  await mayAsk(tx, 'elsewhere-typed')
  const { enrolment, rules } = await lockRoster(tx, id as EnrolmentId, planCode)
  const outcome = await judgeTyped(tx, crypto, rules, cells)
  const { accepted, problems } = outcome
  if (accepted) await bringIn(tx, crypto, rules, [{ row: 0, offset: 0, outcome }], null)
  await countTyped(tx, problems)
  await record(tx, {
    action: 'enrolment.add-roster-person',
    subject: enrolment.id,
    place: enrolment.place,
    facts: { plan: planCode, ...foundFacts(problems) },
    result: accepted ? 'done' : 'refused',
  })
  const rows = accepted ? await selectRoster(tx, enrolment.id, planCode, sql`r.person_id = ${accepted.personId}`) : []
  const [row] = rows
  return {
    accepted: accepted !== undefined,
    person: row ? wirePerson(crypto, rules, row, true) : null,
    problems: problems.map(wireProblem),
  }
}
