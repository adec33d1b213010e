import { sql } from 'kysely'
import { ROSTER_PROBLEMS, refuses, type RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import { maskIdNumber } from '../../domain/shared/id-number.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { CopyValue } from '../db/copy-rows.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import type { AcceptedPerson, RowOutcome } from './judge-people.ts'
import { sealPerson } from './person-record.ts'
import { sealRefused } from './refused-row-seal.ts'

/** Judged rows on their way into people, rosters and refused rows; gone with the transaction. */
export const INCOMING = 'incoming_rows'

export const INCOMING_COLUMNS = [
  'batch_row',
  'accepted',
  'id',
  'sealed',
  'codes',
  'earlier_row',
  'people_id',
  'record',
  'person_id',
  'name',
  'id_kind',
  'id_masked',
  'born',
  'sex',
  'phone_index',
  'phone_masked',
  'risk_class',
  'renewing',
  'over_age',
] as const

export async function createIncoming(tx: Transaction): Promise<void> {
  await sql`create temporary table ${sql.table(INCOMING)} (
    batch_row int, accepted boolean, id uuid, sealed bytea, codes text[], earlier_row int, people_id uuid, record text, person_id uuid,
    name text, id_kind text, id_masked text, born date, sex text, phone_index bytea, phone_masked text, risk_class text,
    renewing boolean, over_age boolean) on commit drop`.execute(tx.db)
}

/** A row of the sheet: `row` counts under the header, `offset` is how much further down it stands on the sheet. */
export type Place = { readonly row: number; readonly offset: number }

/** The values of one judged row in the order of `INCOMING_COLUMNS`, personal data sealed. */
export function incomingValues(crypto: CryptoProvider, { row, offset }: Place, outcome: RowOutcome): CopyValue[] {
  return outcome.accepted
    ? acceptedValues(crypto, row, outcome.accepted, outcome.problems)
    : refusedValues(crypto, { row, offset }, outcome)
}

function acceptedValues(
  crypto: CryptoProvider,
  row: number,
  person: AcceptedPerson,
  problems: readonly RosterProblem[],
): CopyValue[] {
  const { peopleId, record, personId, idNumber, phone } = person
  return [
    row,
    true,
    newId(),
    sealPerson(crypto, peopleId, { idNumber, phone }),
    textArray(problems.map(({ code }) => code)),
    null,
    peopleId,
    record,
    personId,
    person.name,
    person.idKind,
    maskIdNumber(idNumber),
    person.born,
    person.sex,
    person.phoneIndex,
    maskPhone(phone),
    person.riskClass,
    person.renewing,
    person.overAge,
  ]
}

const NOTHING_MORE: readonly CopyValue[] = Array.from({ length: INCOMING_COLUMNS.length - 6 }, () => null)

function refusedValues(crypto: CryptoProvider, { row, offset }: Place, outcome: RowOutcome): CopyValue[] {
  const id = newId()
  const { problems } = outcome
  const codes = textArray(printedCodes(problems))
  return [row, false, id, sealRefused(crypto, id, outcome), codes, earlierRowOf(problems, offset), ...NOTHING_MORE]
}

/** Printed numbers of the problems that refuse, for filters and counts. */
export function printedCodes(problems: readonly RosterProblem[]): string[] {
  return [...new Set(problems.filter(refuses).map(({ code }) => ROSTER_PROBLEMS[code].number))]
}

/** The earlier row of the file with the same number, counted under the header like all rows. */
export function earlierRowOf(problems: readonly RosterProblem[], offset: number): number | null {
  const repeated = problems.find((problem) => problem.code === 'repeated-in-file')
  return repeated ? repeated.earlierRow - offset : null
}

/** Codes are plain words, so nothing has to be quoted. */
function textArray(codes: readonly string[]): string {
  return `{${codes.join(',')}}`
}
