import { tidy } from '../shared/typed-text.ts'

/** A cell as typed. `number` is a number cell with its digits as stored; `untyped` a cell of a file that knows only text. */
export type RosterCell = { readonly text: string; readonly kind: 'empty' | 'text' | 'number' | 'untyped' }
export type RosterCells = { readonly [Column in RosterColumn]?: RosterCell | undefined }
export const EMPTY_CELL: RosterCell = { text: '', kind: 'empty' }

/** Digits of a number cell as a person would read them: 1.9912345678E10 is 19912345678. */
export function textOf(cell: RosterCell): string {
  if (cell.kind !== 'number' || /^\d+$/.test(cell.text)) return cell.text
  const value = Number(cell.text)
  return Number.isSafeInteger(value) ? String(value) : cell.text
}

/** Columns of a roster, in the order of the template. */
export const ROSTER_COLUMNS = ['sequence', 'name', 'idNumber', 'phone', 'idKind', 'born', 'sex', 'riskClass'] as const
export type RosterColumn = (typeof ROSTER_COLUMNS)[number]
export const REQUIRED_COLUMNS = ['name', 'idNumber', 'phone'] as const satisfies readonly RosterColumn[]

/** Header words of each column; the first is the template's, the others are what units write themselves. */
export const HEADER_WORDS: Readonly<Record<RosterColumn, readonly [string, ...string[]]>> = {
  sequence: ['序号', '编号', '行号', 'no', 'no.'],
  name: ['参保人姓名', '姓名', '职工姓名', '会员姓名', '名字'],
  idNumber: [
    '身份证号',
    '身份证号码',
    '证件号码',
    '证件号',
    '身份证',
    '公民身份号码',
    '居民身份证号',
    '居民身份证号码',
  ],
  phone: ['手机号', '手机号码', '手机', '移动电话', '联系电话', '电话', '电话号码', '联系方式', '本人手机号'],
  idKind: ['证件类型', '证件种类', '证件类别'],
  born: ['出生日期', '出生年月日', '生日'],
  sex: ['性别'],
  riskClass: ['职业类别', '职业类型', '风险类别', '工种类别'],
}

/** Rows from the top in which the header may stand. */
export const HEADER_ROWS = 10

/** Where each column stands: 0 is the sheet's first column. */
export type ColumnPlaces = Readonly<Partial<Record<RosterColumn, number>>>

export type HeaderReading =
  | { readonly kind: 'header'; readonly places: ColumnPlaces }
  /** Some words of a header, but required columns are missing or a column stands there twice. */
  | {
      readonly kind: 'incomplete'
      readonly missing: readonly RosterColumn[]
      readonly repeated: readonly RosterColumn[]
    }
  | { readonly kind: 'none' }

/** Header words as compared: no spaces, stars or colons, nothing in brackets, letters small. */
export function normaliseHeader(text: string): string {
  return tidy(text)
    .toLowerCase()
    .replace(/[([【〔][^([【〔)\]】〕]*[)\]】〕]/g, '')
    .replace(/[\s*＊:：]/g, '')
}

/** Reads one row as a header. Two columns or more must be recognised before a row is taken for a faulty header. */
export function readHeader(texts: readonly string[]): HeaderReading {
  const words = texts.map(normaliseHeader)
  const places: Partial<Record<RosterColumn, number>> = {}
  const repeated: RosterColumn[] = []
  for (const column of ROSTER_COLUMNS) {
    const found = placesOf(column, words)
    if (found.length > 1) repeated.push(column)
    if (found[0] !== undefined) places[column] = found[0]
  }
  const missing = REQUIRED_COLUMNS.filter((column) => places[column] === undefined)
  if (missing.length === 0 && repeated.length === 0) return { kind: 'header', places }
  return Object.keys(places).length < 2 ? { kind: 'none' } : { kind: 'incomplete', missing, repeated }
}

/** Columns headed by the first of the column's words that occurs at all, so that 手机号 wins over 联系电话 beside it. */
function placesOf(column: RosterColumn, words: readonly string[]): number[] {
  const headed = HEADER_WORDS[column].find((word) => words.includes(word))
  return headed === undefined ? [] : words.flatMap((word, place) => (word === headed ? [place] : []))
}

/** The columns that a plan's template has: risk classes only where the plan knows them. */
export function templateColumns(rules: {
  readonly riskClasses: boolean
  readonly idKinds: readonly string[]
}): readonly RosterColumn[] {
  const onlyResidents = rules.idKinds.every((kind) => kind === 'resident-id' || kind === 'hmt-residence-permit')
  return ROSTER_COLUMNS.filter((column) => {
    if (column === 'riskClass') return rules.riskClasses
    return !(onlyResidents && (column === 'born' || column === 'sex'))
  })
}
