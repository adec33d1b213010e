import { ageOn, type CalendarDate } from '../shared/calendar-date.ts'
import { hasRiskClasses, type PlanVersion, type RiskClass } from '../plans/plan-version.ts'
import type { IdKind } from '../shared/id-kind.ts'
import type { IdDocument, IdNumber, Sex } from '../shared/id-number.ts'
import { parsePersonName, type PersonName } from '../shared/person-name.ts'
import { parsePhone, type Phone } from '../shared/phone.ts'
import { compact } from '../shared/typed-text.ts'
import { inOrder, refuses, type RosterProblem } from './roster-problems.ts'
import { givenBirthDate, readDocument } from './roster-document.ts'
import { EMPTY_CELL, textOf, type RosterCell, type RosterCells } from './roster.ts'

/** What a plan asks of the people of a roster. Ages are completed years on the expected first day, both ends included. */
export type RosterRules = {
  readonly ageMin: number
  readonly ageMax: number
  /** People over `ageMax` up to this age are taken with proof; absent where the plan takes none. */
  readonly overAgeProofMax?: number | undefined
  readonly sex?: 'female' | undefined
  readonly riskClasses: boolean
  readonly idKinds: readonly IdKind[]
}

/** The roster rules of a plan version. */
export function rosterRulesOf(plan: PlanVersion): RosterRules {
  const { ageMin, ageMax, overAgeProofMax, sex, idKinds } = plan.eligibility
  return { ageMin, ageMax, overAgeProofMax, sex, idKinds, riskClasses: hasRiskClasses(plan) }
}

export type RosterPerson = {
  readonly name: PersonName
  readonly idKind: IdKind
  readonly idNumber: IdNumber
  readonly born: CalendarDate
  readonly sex: Sex
  readonly phone: Phone
  readonly riskClass: RiskClass
}

/** The person, where no problem refuses the row; the document, where its number can be read at all. */
export type RowJudgement = {
  readonly person: RosterPerson | undefined
  readonly document: IdDocument | undefined
  readonly problems: readonly RosterProblem[]
}

/** An earlier row with this document number, if there is one; asked once for every number that can be read. */
export type EarlierRow = (number: IdNumber) => number | undefined

const SEX_WORDS: ReadonlyMap<string, Sex> = new Map([
  ['男', 'male'],
  ['男性', 'male'],
  ['女', 'female'],
  ['女性', 'female'],
])
export const RISK_WORDS: ReadonlyMap<string, RiskClass> = new Map([
  ['普通', 'ordinary'],
  ['高危', 'high-risk'],
])

/**
 * Judges one row of a roster by the file alone: all that is wrong with name, phone and class, and the first thing that
 * refuses the document. `on` is the expected first day of cover. Source: decisions "Judging a row".
 */
export function judgeRow(cells: RosterCells, rules: RosterRules, on: CalendarDate, earlier: EarlierRow): RowJudgement {
  const problems: RosterProblem[] = []
  const name = judgeName(cells.name ?? EMPTY_CELL, problems)
  const holder = judgeDocument(cells, rules, on, earlier, problems)
  const phone = judgePhone(cells.phone ?? EMPTY_CELL, problems)
  const riskClass = rules.riskClasses ? judgeRiskClass(cells.riskClass ?? EMPTY_CELL, problems) : 'ordinary'
  const { document, born, sex } = holder
  const complete = name && document && born && sex && phone && riskClass && !problems.some(refuses)
  const person = complete
    ? { name, idKind: document.kind, idNumber: document.number, born, sex, phone, riskClass }
    : undefined
  return { person, document, problems: inOrder(problems) }
}

/** A row that has nothing, or nothing but its running number, is skipped. */
export function isBlank(cells: RosterCells): boolean {
  for (const column of ['name', 'idNumber', 'phone', 'idKind', 'born', 'sex', 'riskClass'] as const) {
    const text = cells[column]?.text
    if (text !== undefined && text !== '' && compact(text) !== '') return false
  }
  return true
}

function judgeName(cell: RosterCell, problems: RosterProblem[]): PersonName | undefined {
  const read = parsePersonName(cell.text)
  if (!read.ok) {
    problems.push(read.refusal)
    return undefined
  }
  for (const code of read.value.notices) problems.push({ code })
  return read.value.name
}

function judgePhone(cell: RosterCell, problems: RosterProblem[]): Phone | undefined {
  const read = parsePhone(textOf(cell))
  if (!read.ok) problems.push(read.refusal)
  return read.ok ? read.value : undefined
}

function judgeRiskClass(cell: RosterCell, problems: RosterProblem[]): RiskClass | undefined {
  const word = compact(cell.text)
  const found = word === '' ? 'ordinary' : RISK_WORDS.get(word)
  if (!found) problems.push({ code: 'risk-class-unknown', word })
  return found
}

type Holder = {
  readonly document: IdDocument | undefined
  readonly born?: CalendarDate | undefined
  readonly sex?: Sex | undefined
}

/** Stops at the first problem that refuses: E02, E19, E03, E04, E05, E06/E07, E08, E09. */
function judgeDocument(
  cells: RosterCells,
  rules: RosterRules,
  on: CalendarDate,
  earlier: EarlierRow,
  problems: RosterProblem[],
): Holder {
  const document = readDocument(cells, rules.idKinds, problems)
  if (!document) return { document }
  const earlierRow = earlier(document.number)
  const born = document.born ?? givenBirthDate(cells.born ?? EMPTY_CELL, problems)
  if (!born) return { document }
  const ageProblem = judgeAge(born, rules, on)
  if (ageProblem) problems.push(ageProblem)
  if (ageProblem && refuses(ageProblem)) return { document }
  const sex = document.sex ?? SEX_WORDS.get(compact(cells.sex?.text ?? ''))
  const last = judgeSex(sex, rules) ?? judgeRepetition(earlierRow)
  if (last) problems.push(last)
  return { document, born, sex }
}

/** Age in completed years on the first day of cover: E05 where nobody was born yet, E06, and E07 as error or warning. */
export function judgeAge(
  born: CalendarDate,
  rules: Pick<RosterRules, 'ageMin' | 'ageMax' | 'overAgeProofMax'>,
  on: CalendarDate,
): RosterProblem | undefined {
  if (born > on) return { code: 'impossible-birth-date' }
  const age = ageOn(born, on)
  if (age < rules.ageMin) return { code: 'under-age', age, least: rules.ageMin, on }
  if (age <= rules.ageMax) return undefined
  const withProof = rules.overAgeProofMax !== undefined && age <= rules.overAgeProofMax
  return withProof
    ? { code: 'over-age-needs-proof', age, most: rules.ageMax, on }
    : { code: 'over-age', age, most: rules.overAgeProofMax ?? rules.ageMax, on }
}

/** E08: a plan for women takes women only. */
export function judgeSex(sex: Sex | undefined, rules: Pick<RosterRules, 'sex'>): RosterProblem | undefined {
  if (!sex) return { code: 'sex-missing' }
  return rules.sex === 'female' && sex !== 'female' ? { code: 'women-only' } : undefined
}

function judgeRepetition(earlierRow: number | undefined): RosterProblem | undefined {
  return earlierRow === undefined ? undefined : { code: 'repeated-in-file', earlierRow }
}
