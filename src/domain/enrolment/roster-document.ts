import { addDays, date, dateOf, type CalendarDate } from '../shared/calendar-date.ts'
import type { IdKind } from '../shared/id-kind.ts'
import { parseIdNumber, type IdDocument } from '../shared/id-number.ts'
import { compact } from '../shared/typed-text.ts'
import type { RosterProblem } from './roster-problems.ts'
import { EMPTY_CELL, textOf, type RosterCell, type RosterCells, type RosterColumn } from './roster.ts'

const LOST_DIGITS = /^[+-]?\d+(?:\.\d+)?[eE][+-]?\d+$/
const LOST_TAIL = /^\d{15}000$/

export const ID_KIND_WORDS: ReadonlyMap<string, IdKind> = new Map([
  ['居民身份证', 'resident-id'],
  ['身份证', 'resident-id'],
  ['港澳台居民居住证', 'hmt-residence-permit'],
  ['港澳居民居住证', 'hmt-residence-permit'],
  ['台湾居民居住证', 'hmt-residence-permit'],
  ['居住证', 'hmt-residence-permit'],
  ['外国人永久居留身份证', 'permanent-residence-card'],
  ['外国人永久居留证', 'permanent-residence-card'],
  ['永久居留身份证', 'permanent-residence-card'],
  ['永久居留证', 'permanent-residence-card'],
  ['护照', 'passport'],
])

/** Reads number and kind of the document and notes the first thing that refuses them: E02, E19, E03, E04, E05. */
export function readDocument(
  cells: RosterCells,
  taken: readonly IdKind[],
  problems: RosterProblem[],
): IdDocument | undefined {
  const cell = cells.idNumber ?? EMPTY_CELL
  const word = cells.idKind ? compact(cells.idKind.text) : ''
  const kind = ID_KIND_WORDS.get(word)
  const read = parseIdNumber(textOf(cell), kind)
  const problem = documentProblem(cell, word, kind, read.ok ? undefined : read.refusal)
  if (problem) problems.push(problem)
  if (problem || !read.ok) return undefined
  if (taken.includes(read.value.kind)) return read.value
  problems.push({ code: 'id-kind-not-taken', kind: read.value.kind, taken })
  return undefined
}

function documentProblem(
  cell: RosterCell,
  word: string,
  kind: IdKind | undefined,
  refusal: RosterProblem | undefined,
): RosterProblem | undefined {
  if (refusal?.code === 'id-missing') return refusal
  if (digitsLost(cell, refusal)) return { code: 'digits-lost' }
  if (word !== '' && !kind) return { code: 'id-kind-unknown', word }
  return refusal
}

/**
 * Whether a spreadsheet has eaten digits: a number cell of more than 15 digits, text such as 1.2E+17, and in a file
 * without types 18 digits that end in 000 and fail their check.
 */
function digitsLost(cell: RosterCell, refusal: RosterProblem | undefined): boolean {
  if (cell.kind === 'number') return beyondDigits(cell)
  if (!refusal) return false
  const text = compact(cell.text)
  if (LOST_DIGITS.test(text)) return true
  return cell.kind === 'untyped' && refusal.code === 'wrong-check-digit' && LOST_TAIL.test(text)
}

/** A number cell whose last digits a spreadsheet cannot hold. */
function beyondDigits({ text }: RosterCell): boolean {
  return Math.abs(Number(text)) >= 1e15
}

/**
 * What a person reads in a cell, so that a row can be mended as text: digits instead of 1.9912345678E10, a date instead
 * of a day number. A document number that has lost digits stays as it came.
 */
export function shownText(column: RosterColumn, cell: RosterCell = EMPTY_CELL): string {
  if (cell.kind !== 'number' || (column === 'idNumber' && beyondDigits(cell))) return cell.text
  const text = textOf(cell)
  return column === 'born' ? (readBirthDate(compact(text), true) ?? text) : text
}

/** Birth date typed for documents that do not carry it: with - / . or 年月日, 8 digits, or a spreadsheet's day number. */
export function givenBirthDate(cell: RosterCell, problems: RosterProblem[]): CalendarDate | undefined {
  const text = compact(textOf(cell))
  const found = text === '' ? undefined : readBirthDate(text, cell.kind === 'number')
  if (!found) problems.push({ code: text === '' ? 'birth-date-missing' : 'birth-date-malformed' })
  return found
}

function readBirthDate(text: string, mayBeDayNumber: boolean): CalendarDate | undefined {
  if (mayBeDayNumber && /^\d{4,5}(?:\.\d+)?$/.test(text)) return addDays(date('1899-12-30'), Math.floor(Number(text)))
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:T?00:00:00)?$/.exec(text)
  if (!match || Number(match[1]) < 1900) return undefined
  return dateOf(Number(match[1]), Number(match[2] ?? match[4]), Number(match[3] ?? match[5]))
}
