import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listRoster as endpoint } from '../../contract/roster.ts'
import { normaliseIdNumber, parseIdNumber } from '../../domain/shared/id-number.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { parsePhone } from '../../domain/shared/phone.ts'
import { tidy } from '../../domain/shared/typed-text.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { listChosenPlans } from './enrolment-plan-store.ts'
import { getEnrolmentRow } from './enrolment-store.ts'
import { personHash, phoneIndex } from './person-record.ts'
import { judgingRules } from './roster-rules.ts'
import { seesInFull } from './seen-in-full.ts'
import { wirePerson, type RosterRow } from './wire-people.ts'

type Input = InputOf<typeof endpoint>

const WINDOW = 500

/** 人员详情/修改: a window of rows by number, or the first rows of all that match a search or a filter. */
export async function listRoster(
  tx: Transaction,
  { crypto }: Services,
  input: Input,
): Promise<OutputOf<typeof endpoint>> {
  const enrolment = await getEnrolmentRow(tx, input.id as EnrolmentId)
  const plans = await listChosenPlans(tx, enrolment.id)
  const chosen = found(plans.find(({ plan }) => plan.code === input.planCode))
  const rules = await judgingRules(tx, enrolment, plans, chosen)
  const inFull = await seesInFull(tx, enrolment)
  const search = tidy(input.search ?? '')
  const sought = search === '' ? undefined : await matching(tx, crypto, search)
  const rows = await selectRoster(tx, enrolment.id, input.planCode, rowsWanted(input, sought))
  return {
    rows: rows.map((row) => wirePerson(crypto, rules, row, inFull)),
    lastRowNumber: chosen.lastRowNumber,
    people: chosen.people,
  }
}

/** Rows of a roster in order, at most a window. */
export async function selectRoster(
  tx: Transaction,
  id: EnrolmentId,
  planCode: string,
  where: RawBuilder<unknown>,
): Promise<RosterRow[]> {
  const { rows } =
    await sql<RosterRow>`select r.id, r.row_number as "rowNumber", p.name, p.id_kind as "idKind", p.sex, p.born,
      r.risk_class as "riskClass", r.renewing, r.over_age as "overAge", r.people_id as "peopleId", r.first_day as "firstDay",
      p.sealed, p.id_masked as "idMasked", p.phone_masked as "phoneMasked", r.warnings as codes
    from roster_people r join people p on p.id = r.people_id
    where r.enrolment_id = ${id} and r.plan_code = ${planCode} and ${inScope(tx, 'r.place')} and ${where}
    order by r.row_number limit ${WINDOW}`.execute(tx.db)
  return rows
}

/** Row numbers count only where nothing is sought: whoever filters looks through the whole roster. */
function rowsWanted(input: Input, sought: RawBuilder<unknown> | undefined): RawBuilder<unknown> {
  if (input.only === undefined || input.only === 'all') return sought ?? inWindow(input)
  return sought ? sql`${sought} and ${only(input.only)}` : only(input.only)
}

function inWindow({ from = 1, to = from + WINDOW - 1 }: Input): RawBuilder<unknown> {
  return sql`r.row_number between ${from} and ${Math.min(to, from + WINDOW - 1)}`
}

/** A whole number or phone is found by its keyed hash; anything else is part of a name, or the end of a number. */
async function matching(tx: Transaction, crypto: CryptoProvider, search: string): Promise<RawBuilder<unknown>> {
  const phone = parsePhone(search)
  if (phone.ok) return sql`p.phone_index = ${phoneIndex(crypto, phone.value)}`
  const document = parseIdNumber(search)
  if (document.ok && /\d/.test(search)) {
    const hash = personHash(crypto, document.value.number)
    const { rows } = await sql<{ id: string }>`select id from find_persons(${[hash]}::bytea[])`.execute(tx.db)
    return sql`r.person_id = any(${rows.map(({ id }) => id)}::uuid[])`
  }
  const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const tail = normaliseIdNumber(search)
  if (/^[\dX]{2,4}$/.test(tail)) return sql`(p.id_masked like ${`%${tail}`} or p.phone_masked like ${`%${tail}`})`
  return sql`p.name like ${like(search)}`
}

function only(wanted: Exclude<Input['only'], 'all' | undefined>): RawBuilder<unknown> {
  if (wanted === 'warnings') return sql`(r.warnings <> '{}' or r.over_age)`
  if (wanted === 'over-age') return sql`r.over_age`
  return sql`r.risk_class = 'high-risk'`
}
