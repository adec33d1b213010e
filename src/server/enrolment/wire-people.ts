import type { OutputOf } from '../../contract/endpoint.ts'
import type { listRefusedRows } from '../../contract/roster-imports.ts'
import type { correctRosterPerson, listRoster } from '../../contract/roster.ts'
import { refusedAtSubmission } from '../../contract/words/roster-cause-labels.ts'
import { rosterProblemReason } from '../../contract/words/roster-problems.ts'
import { refuses, ROSTER_PROBLEMS, type RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import { judgeAge } from '../../domain/enrolment/roster-row.ts'
import type { RosterCells, RosterColumn } from '../../domain/enrolment/roster.ts'
import { shownText } from '../../domain/enrolment/roster-document.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { maskBirth } from '../../domain/shared/id-number.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { openPerson } from './person-record.ts'
import type { RefusedContent } from './refused-row-seal.ts'
import type { PeopleId } from './roster-context.ts'
import type { JudgingRules } from './roster-rules.ts'

export type WireProblem = OutputOf<typeof correctRosterPerson>['problems'][number]
export type WirePerson = OutputOf<typeof listRoster>['rows'][number]
export type WireRefused = OutputOf<typeof listRefusedRows>['rows'][number]

export function wireProblem(problem: RosterProblem): WireProblem {
  const { number, level, column } = ROSTER_PROBLEMS[problem.code]
  return { code: number, level, column, message: rosterProblemReason(problem) }
}

/** A refused row as it is shown: as a person reads what was typed, with what is wrong. */
export function wireRefused(
  { id, batchId, rowNumber }: Pick<WireRefused, 'id' | 'batchId' | 'rowNumber'>,
  { cells, problems }: RefusedContent,
): WireRefused {
  return { id, batchId, rowNumber, cells: textsOf(cells), problems: problems.map(wireProblem) }
}

function textsOf(cells: RosterCells): WireRefused['cells'] {
  const text = (column: RosterColumn) => shownText(column, cells[column])
  return {
    name: text('name'),
    idNumber: text('idNumber'),
    phone: text('phone'),
    idKind: text('idKind'),
    born: text('born'),
    sex: text('sex'),
    riskClass: text('riskClass'),
  }
}

/** Someone of a roster as stored. */
export type RosterRow = Pick<
  WirePerson,
  'id' | 'rowNumber' | 'name' | 'idKind' | 'sex' | 'riskClass' | 'renewing' | 'overAge'
> & {
  readonly peopleId: PeopleId
  readonly born: CalendarDate
  readonly firstDay: CalendarDate | null
  readonly sealed: Buffer
  readonly idMasked: string
  readonly phoneMasked: string
  readonly codes: readonly RosterProblem['code'][]
}

/** In full for the unit itself and for whoever holds and has opened the enrolment, masked for everyone else. */
export function wirePerson(crypto: CryptoProvider, rules: JudgingRules, row: RosterRow, inFull: boolean): WirePerson {
  const { id, rowNumber, idKind, sex, born, riskClass, renewing, overAge } = row
  const secrets = inFull
    ? openPerson(crypto, row.peopleId, row.sealed)
    : { idNumber: row.idMasked, phone: row.phoneMasked }
  return {
    id,
    rowNumber,
    name: inFull ? row.name : maskName(row.name),
    idKind,
    ...secrets,
    sex,
    born: inFull ? born : maskBirth(born),
    riskClass,
    renewing,
    overAge,
    warnings: warningsOf(rules, row),
  }
}

/** Warnings are stored by code, as is what 【完成】 found; the age that one of them names follows from the birth date. */
function warningsOf(rules: JudgingRules, { codes, overAge, born, firstDay }: RosterRow): string[] {
  const refused = codes
    .filter((code) => refuses({ code }))
    .map((code) => refusedAtSubmission(ROSTER_PROBLEMS[code].number))
  const kept = codes
    .filter((code) => code !== 'over-age-needs-proof' && !refuses({ code }))
    .map((code) => ({ code }) as RosterProblem)
  const age = overAge ? judgeAge(born, rules.rows, firstDay ?? rules.firstDay) : undefined
  return [...refused, ...[...(age ? [age] : []), ...kept].map(rosterProblemReason)]
}
