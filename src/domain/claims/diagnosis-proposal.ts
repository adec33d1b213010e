import type { Grade } from '../plans/benefit-terms.ts'
import type { Incident } from './claim-entry.ts'
import type { DiagnosisAsked } from './entry-facts.ts'

/** What a code suggests of a diagnosis. People confirm or change it; the calculation never reads the code. */
export type DiagnosisProposal = {
  readonly category?: string
  readonly grade?: Grade
  readonly inSitu: boolean
}

/** Three-character categories from first to last; a subcategory such as `C57.0` stands for itself. */
type CodeRange = { readonly from: string; readonly to: string }
type Row<T> = CodeRange & { readonly value: T }

const row = <T>(from: string, to: string, value: T): Row<T> => ({ from, to, value })

/** Injuries, poisonings and their outer causes. Source: domain §5.7. */
const ACCIDENTS: readonly CodeRange[] = [
  { from: 'S00', to: 'T98' },
  { from: 'V01', to: 'Y98' },
]

const IN_SITU: readonly CodeRange[] = [{ from: 'D00', to: 'D09' }]

/** 一类 of 南平 2012 are the cancers of breast and female organs; the others go by the operation, not by the code. */
const NANPING: readonly Row<string>[] = [row('C50', 'C56', '一类'), row('C57.0', 'C57.0', '一类')]

/** One word per organ, those of the plan's data: where it pays once per diagnosis, the same organ must get the same word. */
const WOMEN_ORGANS: readonly Row<string>[] = [
  row('C50', 'C50', '乳腺癌'),
  row('C51', 'C51', '外阴癌'),
  row('C52', 'C52', '阴道癌'),
  row('C53', 'C53', '子宫颈癌'),
  row('C54.1', 'C54.1', '子宫内膜癌'),
  row('C54', 'C55', '子宫体癌'),
  row('C56', 'C56', '卵巢癌'),
  row('C57.0', 'C57.0', '输卵管癌'),
  row('C58', 'C58', '绒毛膜癌'),
  row('D05', 'D05', '乳腺癌'),
  row('D06', 'D06', '子宫颈癌'),
  row('D07.0', 'D07.0', '子宫内膜癌'),
  row('D07.1', 'D07.1', '外阴癌'),
  row('D07.2', 'D07.2', '阴道癌'),
]

/** Codes of plans whose benefit reads a category. */
const CATEGORIES: ReadonlyMap<string, readonly Row<string>[]> = new Map([
  ['nanping-women', NANPING],
  ['beijing-women', WOMEN_ORGANS],
])

/** Grades that the code alone decides; skin and thyroid cancers are of either grade, so they are left to people. */
const GRADES: readonly Row<Grade>[] = [
  row('C00', 'C43', 'severe'),
  row('C45', 'C72', 'severe'),
  row('C74', 'C97', 'severe'),
  row('D00', 'D09', 'mild'),
  row('I21', 'I21', 'severe'),
  row('N18.5', 'N18.5', 'severe'),
]

/**
 * What lists of critical illnesses name and the code alone does not grade: cancers of skin and thyroid, strokes, hearts,
 * kidneys, livers, nerves. Findings or operations decide. Source: domain §3.12, §3.17.
 */
const GRAVE: readonly CodeRange[] = [
  { from: 'A80', to: 'A80' },
  { from: 'C00', to: 'C97' },
  { from: 'D32', to: 'D33' },
  { from: 'D61', to: 'D61' },
  { from: 'G12', to: 'G12' },
  { from: 'G20', to: 'G20' },
  { from: 'G30', to: 'G30' },
  { from: 'G35', to: 'G35' },
  { from: 'G70', to: 'G70' },
  { from: 'I05', to: 'I08' },
  { from: 'I20', to: 'I25' },
  { from: 'I34', to: 'I37' },
  { from: 'I60', to: 'I64' },
  { from: 'I69', to: 'I69' },
  { from: 'I71', to: 'I71' },
  { from: 'K72', to: 'K72' },
  { from: 'K85', to: 'K85' },
  { from: 'N18', to: 'N18' },
  { from: 'Z94', to: 'Z94' },
]

/** The code without marks of cause and manifestation, `C50.900x001` as `C50.900X001`. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[+*†]/g, '')
}

function lies(code: string, { from, to }: CodeRange): boolean {
  if (from.includes('.')) return code.startsWith(from)
  const category = code.slice(0, 3)
  return category >= from && category <= to
}

/** Whether a code names an injury, a poisoning or an outer cause: it belongs to accidents, not to illnesses. */
export function suggestsAccident(code: string): boolean {
  return ACCIDENTS.some((range) => lies(plain(code), range))
}

/** Whether a code names an illness that may be a critical one, of whichever grade. */
export function maybeCritical(code: string): boolean {
  const found = plain(code)
  return [...GRAVE, ...GRADES].some((range) => lies(found, range))
}

/** What the code of a diagnosis proposes, for the plan of the cover where that is known. */
export function proposalFor(code: string, planCode?: string): DiagnosisProposal {
  const found = plain(code)
  return {
    category: CATEGORIES.get(planCode ?? '')?.find((range) => lies(found, range))?.value,
    grade: GRADES.find((range) => lies(found, range))?.value,
    inSitu: IN_SITU.some((range) => lies(found, range)),
  }
}

/**
 * An incident with another diagnosis: what its plan asks of one is what the new code proposes, and nothing that was chosen
 * for the code before. A text without a code proposes nothing and leaves everything as it is.
 */
export function withDiagnosis(
  incident: Incident,
  { diagnosisCode, diagnosisName }: Pick<Incident, 'diagnosisCode' | 'diagnosisName'>,
  { planCode, asks }: { readonly planCode: string; readonly asks: DiagnosisAsked },
): Incident {
  const named = { ...incident, diagnosisCode, diagnosisName }
  if (diagnosisCode === '' || diagnosisCode === incident.diagnosisCode) return named
  const { category = '', grade = '', inSitu } = proposalFor(diagnosisCode, planCode)
  return {
    ...named,
    ...(asks.grade && { grade }),
    ...(asks.inSitu && { inSitu }),
    ...(asks.category && { category }),
  }
}
