import { daysInMonth, type CalendarDate } from './calendar-date.ts'
import { accept, refuse, type Decision } from './decision.ts'
import type { IdKind } from './id-kind.ts'
import { compact } from './typed-text.ts'

declare const idNumber: unique symbol
/** Number of an identity document, normalised; only `parseIdNumber` makes one. */
export type IdNumber = string & { readonly [idNumber]: true }
export type Sex = 'male' | 'female'

/** What a document says about its holder; birth date and sex are absent where the number does not carry them. */
export type IdDocument = {
  readonly kind: IdKind
  readonly number: IdNumber
  readonly born: CalendarDate | undefined
  readonly sex: Sex | undefined
}

export type IdRefusal =
  | { readonly code: 'id-missing' }
  | { readonly code: 'id-malformed'; readonly kind: IdKind; readonly length: number }
  | { readonly code: 'id-of-15-digits'; readonly suggested: string | undefined }
  | { readonly code: 'id-of-no-province' }
  | { readonly code: 'wrong-check-digit' }
  | { readonly code: 'impossible-birth-date' }

export const CHECK_CHARACTERS = '10X98765432'
const OF_18 = /^\d{17}[\dX]$/
const OF_15 = /^\d{15}$/
const OLD_PERMANENT = /^[A-Z]{3}\d{12}$/
const PASSPORT = /^(?=.*\d)[A-Z0-9]{5,17}$/
const PASSPORT_UNTOLD = /^[A-Z]{1,3}\d{5,9}$/
const PERMIT_AREA = /^8[123]0000/

/** Provinces that ever issued resident IDs; counties are not judged, since codes outlive them. Source: GB/T 2260. */
export const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/** The check character of the first 17 digits, ISO 7064 MOD 11-2: their weights are powers of 2. Source: GB 11643. */
export function checkCharacter(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum = 2 * (sum + first17.charCodeAt(i) - 48)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

/** Number as compared and stored: no spaces or invisible characters, narrow, letters large, no leading quote. */
export function normaliseIdNumber(text: string): string {
  return compact(text)
    .replace(/^['‘’`]/, '')
    .toUpperCase()
}

/**
 * Reads the number of a document. Where the kind is not given it is inferred from the number's shape. Refused, in this
 * order: nothing there, wrong shape or province (a number of 15 digits comes with the 18 digits it stands for), wrong
 * check character, no such birth date.
 */
export function parseIdNumber(text: string, kind?: IdKind): Decision<IdDocument, IdRefusal> {
  const tidied = OF_18.test(text)
  const number = tidied ? text : normaliseIdNumber(text)
  if (number === '') return refuse({ code: 'id-missing' })
  const of18 = tidied || OF_18.test(number)
  switch (kind ?? kindOf(number, of18)) {
    case 'resident-id':
      return of18 ? residentId(number) : notOf18(number)
    case 'hmt-residence-permit':
      return of18 && PERMIT_AREA.test(number)
        ? with18(number, 'hmt-residence-permit')
        : malformed(number, 'hmt-residence-permit')
    case 'permanent-residence-card':
      if (OLD_PERMANENT.test(number)) return untold(number, 'permanent-residence-card')
      return of18 && number.startsWith('9')
        ? with18(number, 'permanent-residence-card')
        : malformed(number, 'permanent-residence-card')
    case 'passport':
      return PASSPORT.test(number) ? untold(number, 'passport') : malformed(number, 'passport')
  }
}

function kindOf(number: string, of18: boolean): IdKind {
  if (of18) {
    if (number.startsWith('9')) return 'permanent-residence-card'
    return number.startsWith('8') && PERMIT_AREA.test(number) ? 'hmt-residence-permit' : 'resident-id'
  }
  if (OLD_PERMANENT.test(number)) return 'permanent-residence-card'
  return PASSPORT_UNTOLD.test(number) ? 'passport' : 'resident-id'
}

function residentId(number: string): Decision<IdDocument, IdRefusal> {
  if (!PROVINCES.has(number.slice(0, 2))) return refuse({ code: 'id-of-no-province' })
  return with18(number, 'resident-id')
}

function notOf18(number: string): Decision<IdDocument, IdRefusal> {
  if (OF_15.test(number)) return refuse({ code: 'id-of-15-digits', suggested: in18Digits(number) })
  return malformed(number, 'resident-id')
}

function with18(number: string, kind: IdKind): Decision<IdDocument, IdRefusal> {
  if (checkCharacter(number) !== number.charAt(17)) return refuse({ code: 'wrong-check-digit' })
  const born = bornIn(number)
  if (!born) return refuse({ code: 'impossible-birth-date' })
  const sex = number.charCodeAt(16) % 2 === 1 ? 'male' : 'female'
  return accept({ kind, number: number as IdNumber, born, sex })
}

/** Nobody who could be insured was born before 1900. */
function bornIn(number: string): CalendarDate | undefined {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)]
  const exists = year >= '1900' && day > '00' && Number(day) <= daysInMonth(Number(year), Number(month))
  return exists ? (`${year}-${month}-${day}` as CalendarDate) : undefined
}

/** The 18 digits of an old number of 15: century 19 and a check character; none where its birth date does not exist. */
function in18Digits(number: string): string | undefined {
  const first17 = `${number.slice(0, 6)}19${number.slice(6)}`
  return bornIn(first17) && first17 + checkCharacter(first17)
}

function malformed(number: string, kind: IdKind): Decision<never, IdRefusal> {
  return refuse({ code: 'id-malformed', kind, length: Array.from(number).length })
}

function untold(number: string, kind: IdKind): Decision<IdDocument, IdRefusal> {
  return accept({ kind, number: number as IdNumber, born: undefined, sex: undefined })
}

/** For lists and exports: first 3 and last 4 characters; of short numbers the first and the last 2. */
export function maskIdNumber(number: string): string {
  const [head, tail] = number.length >= 15 ? [3, 4] : [1, 2]
  if (number.length <= head + tail) return '*'.repeat(number.length)
  return number.slice(0, head) + '*'.repeat(number.length - head - tail) + number.slice(-tail)
}

/** The year of a birth date: the day stands in the number, eight digits of what `maskIdNumber` hides. */
export function maskBirth(born: CalendarDate): string {
  return born.slice(0, 4)
}
