import type { IdKind } from '../../domain/shared/id-kind.ts'
import { parseIdNumber } from '../../domain/shared/id-number.ts'
import type { GridColumn } from '../ui/grid-column.ts'
import { words, type PlainKey } from '../words/words.ts'
import { cellsOf, idKindName, type CellName, type Person } from './person-cells.ts'
import type { PeopleRow } from './use-people.ts'

export type SaveCell = (person: Person, name: CellName, text: string, index: number) => Promise<string | undefined>

type Shape = {
  readonly key: CellName
  readonly head: PlainKey
  readonly width: number
  readonly text: (person: Person) => string
}

const shapes: readonly Shape[] = [
  { key: 'name', head: 'enrolment.cell.name', width: 8, text: ({ name }) => name },
  { key: 'idNumber', head: 'enrolment.cell.idNumber', width: 12.5, text: ({ idNumber }) => idNumber },
  { key: 'phone', head: 'enrolment.cell.phone', width: 8.5, text: ({ phone }) => phone },
  { key: 'sex', head: 'enrolment.cell.sex', width: 4, text: ({ sex }) => words(`enrolment.sex.${sex}`) },
  { key: 'born', head: 'enrolment.cell.born', width: 7.5, text: ({ born }) => born },
  { key: 'idKind', head: 'enrolment.cell.idKind', width: 8.5, text: ({ idKind }) => idKindName(idKind) },
  {
    key: 'riskClass',
    head: 'enrolment.cell.riskClass',
    width: 6,
    text: ({ riskClass }) => words(`plans.class.${riskClass}`),
  },
]

/** Sex and birth date follow from the number where it carries them. */
function isTyped(key: CellName, { idKind, idNumber }: Person): boolean {
  if (key !== 'sex' && key !== 'born') return true
  const read = parseIdNumber(idNumber, idKind as IdKind)
  return read.ok && read.value.born === undefined
}

/** Why a cell cannot be typed: what is answered instead of saving, so that nothing typed vanishes without a word. */
function whyNot(key: CellName, person: Person | undefined): string | undefined {
  if (person === undefined) return words('roster.rowIsGone')
  return isTyped(key, person) ? undefined : words('roster.fromNumber')
}

/** The columns of a roster; with `save` cells can be corrected where they stand. */
export function peopleColumns(save?: SaveCell): readonly GridColumn<PeopleRow>[] {
  return [
    {
      key: 'rowNumber',
      head: words('enrolment.cell.row'),
      width: 4.5,
      end: true,
      text: ({ rowNumber }) => rowNumber,
    },
    ...shapes.map(({ key, head, width, text }): GridColumn<PeopleRow> => ({
      key,
      head: words(head),
      width,
      text: ({ person }) => {
        if (person !== undefined) return text(person)
        return key === 'name' ? words('roster.removed') : ''
      },
      quiet: ({ person }) => person === undefined,
      ...(save && {
        edit: {
          text: ({ person }) => (person === undefined ? '' : cellsOf(person)[key]),
          save: async ({ person }, typed, index) => whyNot(key, person) ?? (person && save(person, key, typed, index)),
        },
      }),
    })),
    {
      key: 'standing',
      head: words('enrolment.cell.standing'),
      width: 5.5,
      text: ({ person }) => (person === undefined ? '' : words(person.renewing ? 'plans.renewing' : 'plans.new')),
    },
    {
      key: 'warnings',
      head: words('enrolment.cell.warnings'),
      width: 13,
      text: ({ person }) => person?.warnings.join(' ') ?? '',
      title: ({ person }) => person?.warnings.join('\n') ?? '',
    },
  ]
}
