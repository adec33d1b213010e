import type { ROSTER_PROBLEMS, RosterProblemCode } from '../../domain/enrolment/roster-problems.ts'

type PrintedNumber = (typeof ROSTER_PROBLEMS)[RosterProblemCode]['number']

/** Short names of the causes by which the result of an import is grouped. */
const LABELS: { readonly [N in PrintedNumber]: string } = {
  E01: '姓名为空或有误',
  E02: '证件号码为空',
  E03: '证件号码格式不对',
  E04: '身份证校验位不对',
  E05: '出生日期不对',
  E06: '未满最低年龄',
  E07: '超过年龄上限',
  E08: '不是女职工或性别缺失',
  E09: '与表中其他行重复',
  E10: '已在本参保单中',
  E11: '已参保或正在办理',
  E12: '份数超过上限',
  E13: '手机号为空或有误',
  E14: '姓名与此前登记不同',
  E15: '手机号与他人相同',
  E16: '缺少主活动',
  E17: '职业类别无法识别',
  E18: '合并单元格',
  E19: '证件号码丢失位数',
  E20: '姓名用字请核对',
}

/** The short name of a cause by its printed number. */
export function causeLabel(code: string): string {
  const labels: Readonly<Record<string, string>> = LABELS
  return labels[code] ?? code
}

/** What stands beside someone of a roster whom 【完成】 could not take, by printed number of the cause. */
export function refusedAtSubmission(code: string): string {
  return `提交未通过：${causeLabel(code)}，请修改或删除`
}
