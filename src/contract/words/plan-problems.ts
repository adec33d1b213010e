import type { JsonRule } from '../../domain/shared/checked-json.ts'
import type { PlanProblem, PlanVersionRefused } from '../../domain/plans/parse-plan-version.ts'
import type { PlanRule } from '../../domain/plans/plan-fault.ts'

/** One sentence for each way in which a value from outside can be wrong; `expected` says what would be right. */
export const JSON_RULES: { readonly [R in JsonRule]: (expected: string) => string } = {
  missing: () => '缺少此项，请补上',
  'unknown-field': () => '不认识此项，请删去或改正名称',
  'not-an-object': () => '应为对象 { … }',
  'not-a-list': () => '应为列表 [ … ]',
  'not-a-text': () => '应为非空文字',
  'not-a-flag': () => '应为 true 或 false',
  'not-a-whole-number': (expected) => `应为 ${expected} 的整数`,
  'not-an-amount': () => '应为以元表示的金额文字，最多两位小数，0 至 99999999.99，如 "1234.50"',
  'amount-given-as-number': () => '金额须写成文字而不是数字，如 "1234.50"',
  'not-a-rate': () => '应为不超过 100% 的比例，如 "70%"',
  'not-a-date': () => '应为真实存在的日期，如 2026-03-01',
  'not-one-of': (expected) => `应为以下之一：${expected}`,
}

const PLAN_RULES: { readonly [R in PlanRule]: (expected: string) => string } = {
  'file-not-named-by-code': () => '文件名须为“代码.json”',
  'no-benefits': () => '至少要有一项互助金',
  'kind-twice': () => '同一申领类型只能有一项互助金',
  'kind-not-granted': (expected) => `本活动没有此申领类型，应为：${expected}`,
  'no-tiers': () => '至少要有一个分段',
  'tiers-not-ascending': () => '分段的上限须逐段增大',
  'last-tier-has-an-end': () => '最后一段不写上限；超出部分不补的，写比例 "0%"',
  'not-ten-rates': () => '伤残比例须有十级，一级在前',
  'window-ends-before-it-begins': () => '止日不能早于起日',
  'row-never-reached': (expected) => `永远用不到：${expected} 已包含此行的条件，请调整次序或条件`,
  'row-missing': (expected) => `缺少一行，此情形没有数值：${expected}`,
  'ages-not-ascending': () => '年龄须按最小、最大、超龄证明上限递增',
  'requires-itself': () => '不能以自己为主活动',
  'clause-twice': () => '条款号重复',
  'clause-unknown': (expected) => `没有此条款，应为：${expected}`,
}

const RULES = { ...JSON_RULES, ...PLAN_RULES }

function sentence({ path, rule, expected = '' }: PlanProblem): string {
  return `${path === '' ? '整个文件' : path}：${RULES[rule](expected)}（${rule}）`
}

/** What is wrong with a catalogue file: a line for each problem, with file, path, what to do, and rule. */
export function sentenceForPlanVersion({ file, problems }: PlanVersionRefused): string {
  return problems.map((problem) => `${file} ${sentence(problem)}`).join('\n')
}
