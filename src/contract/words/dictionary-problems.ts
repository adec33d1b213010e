import type {
  DictionaryColumn,
  DictionaryFileProblem,
  DictionaryKind,
  DictionaryProblem,
} from '../../domain/claims/dictionary-rows.ts'
import { DICTIONARY_HEADERS } from '../../domain/claims/dictionary-rows.ts'
import type { WorkbookRefusal } from '../../domain/files/workbook-refusal.ts'
import { workbookRefusalSentence } from './workbook-refusals.ts'

const COLUMN_NAMES: { readonly [C in DictionaryColumn]: string } = {
  code: '编码',
  name: '名称',
  codeSystem: '编码体系',
  level: '级别',
  region: '地区',
}

/** What is wrong with a row, as a sentence that says what to do. */
export function dictionaryProblemSentence(problem: DictionaryProblem): string {
  switch (problem.code) {
    case 'code-missing':
      return '编码为空，请补上'
    case 'code-malformed':
      return '编码只能由字母、数字和 . + * / - 组成，请核对'
    case 'code-lost-digits':
      return '编码被表格软件变成了科学计数，请将该列设为文本格式后重新填写'
    case 'name-missing':
      return '名称为空，请补上'
    case 'name-malformed':
      return '名称含有无法显示的字符，请重新录入'
    case 'text-too-long':
      return `${COLUMN_NAMES[problem.column]}超过 ${problem.most} 个字，请缩短`
    case 'level-unknown':
      return `不认识级别“${problem.level}”，应为一级、二级、三级或未定级`
    case 'code-twice':
      return `编码与第 ${problem.row} 行重复，请删去其中一行`
  }
}

/** Causes without the particulars of a row, for the groups. */
export const DICTIONARY_CAUSES: { readonly [C in DictionaryProblem['code']]: string } = {
  'code-missing': '编码为空',
  'code-malformed': '编码含有不能使用的字符',
  'code-lost-digits': '编码变成了科学计数',
  'name-missing': '名称为空',
  'name-malformed': '名称含有无法显示的字符',
  'text-too-long': '文字过长',
  'level-unknown': '不认识的医院级别',
  'code-twice': '编码重复',
}

/** Sentences that differ from those for rosters. */
const FILE_SENTENCES: { readonly [C in WorkbookRefusal['code']]?: string } = {
  'file-empty': '文件是空的，请重新选择字典文件。',
  'file-kind-not-taken': '只接受 .xlsx、.xls、.csv 文件，请将字典另存为 .xlsx 后导入。',
  'no-sheet': '文件中没有工作表，请重新选择字典文件。',
  'took-too-long': '读取文件用时过长，已停止。请将字典另存为 .csv 或拆分后再导入。',
  'took-too-much-memory': '读取文件占用内存过多，已停止。请将字典另存为 .csv 或拆分后再导入。',
  'too-many-rows': '字典行数过多，请拆分成几个文件分别导入（不勾选“停用文件中没有的条目”）。',
}

/** The template's word for a column of a kind. */
function headOf(kind: DictionaryKind, column: DictionaryColumn): string {
  return DICTIONARY_HEADERS[kind].words[column]?.[0] ?? COLUMN_NAMES[column]
}

/** Why a file is not read as this dictionary, and what to do about it. */
export function dictionaryFileSentence(kind: DictionaryKind, problem: DictionaryFileProblem): string {
  const { needed } = DICTIONARY_HEADERS[kind]
  switch (problem.code) {
    case 'header-missing':
      return `没有找到表头。前 10 行中须有一行写明：${needed.map((column) => headOf(kind, column)).join('、')}。`
    case 'columns-missing':
      return `第 ${problem.row} 行表头缺少：${problem.missing.map((column) => headOf(kind, column)).join('、')}，请补上该列。`
    case 'columns-repeated':
      return `第 ${problem.row} 行表头重复：${problem.repeated.map((column) => headOf(kind, column)).join('、')}，请只保留一列。`
    case 'no-rows':
      return '表头下面没有数据，请核对文件。'
    default:
      return FILE_SENTENCES[problem.code] ?? workbookRefusalSentence(problem)
  }
}
