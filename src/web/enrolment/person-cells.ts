import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listRefusedRows } from '../../contract/roster-imports.ts'
import type { addRosterPerson, listRoster } from '../../contract/roster.ts'
import { ID_KIND_NAMES } from '../../contract/words/roster-problems.ts'
import { words } from '../words/words.ts'

export type Cells = InputOf<typeof addRosterPerson>['cells']
export type Person = OutputOf<typeof listRoster>['rows'][number]
export type RefusedRow = OutputOf<typeof listRefusedRows>['rows'][number]
export type Problem = RefusedRow['problems'][number]

export const CELL_NAMES = ['name', 'idNumber', 'phone', 'idKind', 'born', 'sex', 'riskClass'] as const
export type CellName = (typeof CELL_NAMES)[number]

export function idKindName(kind: string): string {
  const names: Readonly<Record<string, string>> = ID_KIND_NAMES
  return names[kind] ?? kind
}

/** A stored person as a row of the template would say it, so that a change is judged like an import. */
export function cellsOf(person: Person): Cells {
  return {
    name: person.name,
    idNumber: person.idNumber,
    phone: person.phone,
    idKind: idKindName(person.idKind),
    born: person.born,
    sex: words(`enrolment.sex.${person.sex}`),
    riskClass: words(`plans.class.${person.riskClass}`),
  }
}

/** What is wrong, in one text; errors only where there are any. */
export function problemsInWords(problems: readonly Problem[]): string {
  const errors = problems.filter(({ level }) => level === 'error')
  return (errors.length > 0 ? errors : problems).map(({ message }) => message).join(' ')
}
