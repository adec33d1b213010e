import { dateOf, type CalendarDate } from '../shared/calendar-date.ts'
import type { IdNumber } from '../shared/id-number.ts'
import type { PersonName } from '../shared/person-name.ts'
import type { Phone } from '../shared/phone.ts'
import { digitsAt, isUsualIdNumber, isUsualName, isUsualPhone } from '../shared/usual-bytes.ts'
import { judgeAge, judgeSex, type RosterRules, type RowJudgement } from './roster-row.ts'
import type { ColumnPlaces, RosterCells } from './roster.ts'
import type { SeenNumbers } from './seen-numbers.ts'

/**
 * A row whose cells lie as UTF-8 between `starts` and `ends` of their `sources`, columns counted from 0; an empty
 * stretch where the text is not there as it is. Number cells lie there with their digits as stored.
 */
export type RowOfBytes = {
  readonly sources: readonly Uint8Array[]
  readonly starts: Int32Array
  readonly ends: Int32Array
  isEmpty(column: number): boolean
  isNumber(column: number): boolean
}

const FIRST_YEAR = 1900
const YEARS = 200
const DAYS = YEARS * 12 * 31

const UNKNOWN = 0
const FINE = 1
const NOT_FINE = 2

/**
 * Knows rows such as nearly all are straight from their bytes, without making a string: a name of common Han characters,
 * a resident ID that nothing refuses or warns of and that no earlier row has, a mobile number as it should be, and
 * nothing in the other columns that count. `judgeRow` accepts such a row without a word, which a property test holds it
 * to; of any other row nothing is said here. Where the columns stand is told by `places`.
 */
export function createUsualRows(rules: RosterRules, on: CalendarDate, places: ColumnPlaces, seen: SeenNumbers) {
  const { name = -1, idNumber = -1, phone = -1, idKind = -1, riskClass = -1 } = places
  const canBe = rules.idKinds.includes('resident-id') && name >= 0 && idNumber >= 0 && phone >= 0
  /** What is to be said of people born on a day, found once for each. */
  const birthdays = new Uint8Array(DAYS)

  /** Whether this row is one of those; its number counts as seen from now on. */
  function has(row: number, cells: RowOfBytes): boolean {
    if (!canBe || !cells.isEmpty(idKind) || !cells.isEmpty(riskClass)) return false
    if (cells.isEmpty(name) || cells.isEmpty(phone) || cells.isEmpty(idNumber) || cells.isNumber(idNumber)) return false
    const { sources, starts, ends } = cells
    const bytes = sources[idNumber] as Uint8Array
    const start = starts[idNumber] as number
    return (
      isUsualName(sources[name] as Uint8Array, starts[name] as number, ends[name] as number) &&
      isUsualPhone(sources[phone] as Uint8Array, starts[phone] as number, ends[phone] as number) &&
      isUsualIdNumber(bytes, start, ends[idNumber] as number) &&
      isFineBirthday(digitsAt(bytes, start + 6, 4), digitsAt(bytes, start + 10, 2), digitsAt(bytes, start + 12, 2)) &&
      !judgeSex((bytes[start + 16] as number) % 2 === 1 ? 'male' : 'female', rules) &&
      seen.firstRowOfDigits(digitsAt(bytes, start, 8), digitsAt(bytes, start + 8, 9), row) === row
    )
  }

  /** Whether the day exists and its people are neither too young nor too old, nor warned of. */
  function isFineBirthday(year: number, month: number, day: number): boolean {
    const index = ((year - FIRST_YEAR) * 12 + month - 1) * 31 + day - 1
    if (year < FIRST_YEAR || month === 0 || month > 12 || day === 0 || day > 31 || index >= DAYS) return false
    if (birthdays[index] === UNKNOWN) {
      const born = dateOf(year, month, day)
      birthdays[index] = born && !judgeAge(born, rules, on) ? FINE : NOT_FINE
    }
    return birthdays[index] === FINE
  }

  return { has }
}

/** What `judgeRow` says of a usual row, from its cells as typed. */
export function usualJudgement({ name, idNumber, phone }: RosterCells): RowJudgement {
  const number = (idNumber?.text ?? '') as IdNumber
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}` as CalendarDate
  const sex = number.charCodeAt(16) % 2 === 1 ? 'male' : 'female'
  const [ofName, ofPhone] = [(name?.text ?? '') as PersonName, (phone?.text ?? '') as Phone]
  return {
    person: { name: ofName, idKind: 'resident-id', idNumber: number, born, sex, phone: ofPhone, riskClass: 'ordinary' },
    document: { kind: 'resident-id', number, born, sex },
    problems: [],
  }
}
