import type { BenefitCaseRefused } from '../../domain/claims/parse-benefit-case.ts'
import type { FactRule } from '../../domain/claims/benefit-fact-problems.ts'
import { JSON_RULES } from './plan-problems.ts'

const FACT_RULES: { readonly [R in FactRule]: (expected: string) => string } = {
  'needed-by-plan': () => '本活动计算时需要此项，请补上',
  'kind-not-in-plan': (expected) => `本活动没有此申领类型，应为：${expected}`,
  'category-not-in-plan': (expected) => `本活动没有此类别，应为：${expected}`,
  'more-shares-than-plan': (expected) => `本活动每人最多 ${expected} 份`,
  'cover-ends-before-it-begins': () => '保障止日不能早于起日',
  'continuous-since-after-cover': () => '连续保障的起日不能晚于本期起日',
  'no-sheets': () => '至少要有一张结算单',
  'discharged-before-admitted': () => '出院日期不能早于入院日期',
}

const RULES = { ...JSON_RULES, ...FACT_RULES }

/** A field of the facts and what to do about it. */
export type FieldProblem = { readonly field: string; readonly message: string }

/** Every field of the facts that is wrong, with a sentence. */
export function factFieldProblems({ problems }: BenefitCaseRefused): readonly FieldProblem[] {
  return problems.map(({ path, rule, expected = '' }) => ({ field: path, message: RULES[rule](expected) }))
}
