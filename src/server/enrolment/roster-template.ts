import { ID_KIND_NAMES } from '../../contract/words/roster-problems.ts'
import type { RosterRules } from '../../domain/enrolment/roster-row.ts'
import { HEADER_WORDS, templateColumns, type RosterColumn } from '../../domain/enrolment/roster.ts'
import type { WrittenColumn } from '../workbooks/pattern-book.ts'
import { writeWorkbook } from '../workbooks/write-workbook.ts'

export const TEMPLATE_NAME = '参保人信息模板-通用'
export const TEMPLATE_SHEET = '参保人信息'

const WIDTHS: Readonly<Record<RosterColumn, number>> = {
  sequence: 8,
  name: 20,
  idNumber: 24,
  phone: 16,
  idKind: 24,
  born: 14,
  sex: 8,
  riskClass: 12,
}

/** The template's columns for a plan, with text format and drop-downs. */
export function rosterColumns(rules: RosterRules): readonly (WrittenColumn & { readonly column: RosterColumn })[] {
  const choices: Partial<Record<RosterColumn, readonly string[]>> = {
    idKind: rules.idKinds.map((kind) => ID_KIND_NAMES[kind]),
    sex: ['男', '女'],
    riskClass: ['普通', '高危'],
  }
  return templateColumns(rules).map((column) => {
    const offered = choices[column]
    return { column, header: HEADER_WORDS[column][0], width: WIDTHS[column], ...(offered ? { choices: offered } : {}) }
  })
}

/** 参保人信息模板-通用, made for a plan: empty rows in text format and a sheet of instructions. */
export async function rosterTemplate(planName: string, rules: RosterRules): Promise<Uint8Array> {
  return writeWorkbook({
    title: TEMPLATE_NAME,
    sheet: TEMPLATE_SHEET,
    columns: rosterColumns(rules),
    rows: [],
    notes: { sheet: '填写说明', lines: instructions(planName, rules) },
  })
}

function instructions(planName: string, rules: RosterRules): string[] {
  const columns = templateColumns(rules)
  const lines = [
    `${TEMPLATE_NAME}（${planName}）`,
    '一人一行，从表头下第一行填起；请勿合并单元格，请勿改动表头文字。多余的列不会保存。',
    '姓名按证件填写。少数民族姓名中的间隔号用“·”。',
    `证件号码请填完整号码；接受：${rules.idKinds.map((kind) => ID_KIND_NAMES[kind]).join('、')}。本列为文本格式，从别处粘贴时请选择“只粘贴文本”，以免末尾几位变成 0。`,
    '手机号填 11 位号码。',
    `年龄按保障期第一天计算，须满 ${rules.ageMin} 周岁、不超过 ${rules.ageMax} 周岁。${overAge(rules)}`,
  ]
  if (rules.sex === 'female') lines.push('本保障活动只接受女职工。')
  if (columns.includes('born')) {
    lines.push('出生日期（例如 1990-01-31）和性别只在使用护照或 15 位永久居留证时填写；证件类型不填时按号码判断。')
  }
  if (rules.riskClasses) lines.push('职业类别填“普通”或“高危”，不填按“普通”处理。')
  return [...lines, '一个文件最多 200,000 人；也可导入 .xls（每表最多 65,536 行）和 .csv 文件。']
}

function overAge({ overAgeProofMax }: RosterRules): string {
  return overAgeProofMax === undefined ? '' : `超龄但不超过 ${overAgeProofMax} 周岁的，须在附件中上传超龄证明。`
}
