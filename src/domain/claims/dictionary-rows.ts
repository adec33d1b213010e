import type { WorkbookRefusal } from '../files/workbook-refusal.ts'
import { normaliseHeader } from '../enrolment/roster.ts'
import { HOSPITAL_LEVELS, type HospitalLevel } from '../plans/benefit-terms.ts'
import { compact, tidy, tidyTitle } from '../shared/typed-text.ts'

/** Lists that claims are entered with, the same for every organisation. */
export const DICTIONARY_KINDS = ['diagnoses', 'hospitals', 'banks'] as const
export type DictionaryKind = (typeof DICTIONARY_KINDS)[number]

export const DICTIONARY_COLUMNS = ['code', 'name', 'codeSystem', 'level', 'region'] as const
export type DictionaryColumn = (typeof DICTIONARY_COLUMNS)[number]

/** An entry as it is kept; what its kind does not have is absent. */
export type DictionaryEntry = {
  readonly code: string
  readonly name: string
  readonly codeSystem?: string
  readonly level?: HospitalLevel
  readonly region?: string
}

export type DictionaryProblem =
  | { readonly code: 'code-missing' | 'code-malformed' | 'code-lost-digits' | 'name-missing' | 'name-malformed' }
  | { readonly code: 'text-too-long'; readonly column: DictionaryColumn; readonly most: number }
  | { readonly code: 'level-unknown'; readonly level: string }
  | { readonly code: 'code-twice'; readonly row: number }

/** Why a file is not read as a dictionary at all. */
export type DictionaryFileProblem =
  | { readonly code: 'header-missing' | 'no-rows' }
  | { readonly code: 'columns-missing'; readonly row: number; readonly missing: readonly DictionaryColumn[] }
  | { readonly code: 'columns-repeated'; readonly row: number; readonly repeated: readonly DictionaryColumn[] }
  | WorkbookRefusal

/** Columns of each kind: needed ones and others, with the words that head them; the first is what we call it. */
type Columns = {
  readonly needed: readonly DictionaryColumn[]
  readonly words: { readonly [C in DictionaryColumn]?: readonly [string, ...string[]] }
}

const COMMON_CODE = ['编码', '代码']
export const DICTIONARY_HEADERS: { readonly [K in DictionaryKind]: Columns } = {
  diagnoses: {
    needed: ['code', 'name'],
    words: {
      code: [
        '诊断编码',
        '诊断代码',
        '疾病编码',
        '疾病代码',
        '主要编码',
        'icd编码',
        'icd-10',
        'icd-10编码',
        ...COMMON_CODE,
      ],
      name: ['诊断名称', '疾病名称', '疾病诊断名称', '疾病诊断', '名称'],
      codeSystem: ['编码体系', '编码版本', '代码体系', '版本'],
    },
  },
  hospitals: {
    needed: ['code', 'name', 'level'],
    words: {
      code: ['医院编码', '医院代码', '医疗机构编码', '医疗机构代码', '定点医疗机构编码', '机构编码', ...COMMON_CODE],
      name: ['医院名称', '医疗机构名称', '定点医疗机构名称', '机构名称', '名称'],
      level: ['医院级别', '医院等级', '医疗机构级别', '医疗机构等级', '机构级别', '级别', '等级'],
      region: ['地区', '所在地区', '所属地区', '行政区划', '所在地'],
    },
  },
  banks: {
    needed: ['code', 'name'],
    words: {
      code: ['银行编码', '银行代码', '行号', '联行号', ...COMMON_CODE],
      name: ['银行名称', '行名', '名称'],
    },
  },
}

export type DictionaryPlaces = { readonly [C in DictionaryColumn]?: number }
export type DictionaryHeader =
  | { readonly kind: 'header'; readonly places: DictionaryPlaces }
  | {
      readonly kind: 'incomplete'
      readonly missing: readonly DictionaryColumn[]
      readonly repeated: readonly DictionaryColumn[]
    }
  | { readonly kind: 'none' }

/** Finds the columns of a kind in the words of one row. */
export function readDictionaryHeader(kind: DictionaryKind, cells: readonly string[]): DictionaryHeader {
  const { needed, words } = DICTIONARY_HEADERS[kind]
  const heads = cells.map(normaliseHeader)
  const found = DICTIONARY_COLUMNS.flatMap((column) => {
    const headed = words[column]?.find((word) => heads.includes(word))
    return headed === undefined
      ? []
      : [{ column, at: heads.flatMap((head, place) => (head === headed ? [place] : [])) }]
  })
  if (found.length === 0) return { kind: 'none' }
  const missing = needed.filter((column) => !found.some((one) => one.column === column))
  const repeated = found.flatMap(({ column, at }) => (at.length > 1 ? [column] : []))
  if (missing.length + repeated.length > 0) return { kind: 'incomplete', missing, repeated }
  return { kind: 'header', places: Object.fromEntries(found.map(({ column, at }) => [column, at[0]])) }
}

const LONGEST = { code: 40, name: 200, codeSystem: 40, level: 20, region: 100 } as const
const CODE = /^[0-9A-Za-z](?:[0-9A-Za-z.+*/_-]*[0-9A-Za-z+*])?$/
const SCIENTIFIC = /^\d(?:\.\d+)?E[+]?\d+$/i
const UNRATED = ['', '无', '未定级', '未评级', '其他']
export const STANDARD_CODE_SYSTEM = 'ICD-10'

/** Codes of diagnoses are upper case but for the x of their extensions: C50.900x001. */
function codeOf(kind: DictionaryKind, typed: string): string {
  const code = compact(typed)
  return kind === 'diagnoses' ? code.toUpperCase().replace(/(\d)X(?=\d)/g, '$1x') : code
}

/**
 * A name, or a part of one, as it is kept and looked for: tidy, among Han with wide brackets, commas and semicolons.
 * Figures keep their commas, as in 1,4-二氯苯.
 */
export function tidyEntryName(typed: string): string {
  const title = tidyTitle(typed)
  if (!/\p{Script=Han}/u.test(title)) return title
  return title.replace(/,(?!\d)/g, '，').replaceAll(';', '；')
}

type TypedEntry = { readonly [C in DictionaryColumn]?: string }

/** Judges the cells of one row: the entry, or everything that is wrong with it. */
export function judgeDictionaryRow(
  kind: DictionaryKind,
  typed: TypedEntry,
): { readonly entry?: DictionaryEntry; readonly problems: readonly DictionaryProblem[] } {
  const code = codeOf(kind, typed.code ?? '')
  const name = tidyEntryName(typed.name ?? '')
  const level = compact(typed.level ?? '')
  const rated = HOSPITAL_LEVELS.find((known) => level.startsWith(known))
  const region = tidy(typed.region ?? '')
  const codeSystem = tidy(typed.codeSystem ?? '')
  const problems: DictionaryProblem[] = [
    ...codeProblems(code),
    ...(name === '' ? [{ code: 'name-missing' } as const] : []),
    ...(/[\p{Co}\p{Cs}\ufffd]/u.test(name) ? [{ code: 'name-malformed' } as const] : []),
    ...tooLong({ code, name, codeSystem, level, region }),
    ...(rated === undefined && !UNRATED.includes(level) ? [{ code: 'level-unknown', level } as const] : []),
  ]
  if (problems.length > 0) return { problems }
  const more = {
    diagnoses: { codeSystem: codeSystem || STANDARD_CODE_SYSTEM },
    hospitals: { level: rated, region },
    banks: {},
  }
  return { entry: { code, name, ...more[kind] }, problems }
}

function codeProblems(code: string): readonly DictionaryProblem[] {
  if (code === '') return [{ code: 'code-missing' }]
  if (SCIENTIFIC.test(code)) return [{ code: 'code-lost-digits' }]
  return CODE.test(code) ? [] : [{ code: 'code-malformed' }]
}

function tooLong(texts: { readonly [C in DictionaryColumn]: string }): readonly DictionaryProblem[] {
  return DICTIONARY_COLUMNS.flatMap((column): DictionaryProblem[] =>
    Array.from(texts[column]).length > LONGEST[column]
      ? [{ code: 'text-too-long', column, most: LONGEST[column] }]
      : [],
  )
}

/** What tells entries of a kind apart: versions of the diagnoses' codes stand side by side. */
export function keyOfEntry({ code, codeSystem = '' }: DictionaryEntry): string {
  return `${codeSystem} ${code}`
}
