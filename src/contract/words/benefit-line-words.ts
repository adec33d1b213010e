import { formatYuan, formatYuanGrouped, subtract, type Cents } from '../../domain/shared/cents.ts'
import type { Basis, BenefitLine, LineFigures } from '../../domain/claims/benefit-lines.ts'
import type { SheetWarning } from '../../domain/claims/benefit-warnings.ts'
import type { AdmissionCondition, LimitGroup, LumpSumCondition, Rate } from '../../domain/plans/benefit-terms.ts'
import { CLAIM_KIND_NAMES, GRADE_NAMES, INSURANCE_NAMES, SHEET_AMOUNT_NAMES } from './claim-words.ts'

/** A line as printed: what was done, by which clause, on what, the calculation in figures, and yuan with two decimals. */
export type LineText = {
  readonly rule: string
  readonly clause: string
  readonly basis: string
  readonly formula: string
  readonly amount: string
}

type Words = { readonly rule: string; readonly basis: string; readonly formula: string }
type LineOf<R extends LineFigures['rule']> = Extract<BenefitLine, { readonly rule: R }>
type Dictionary = { readonly [R in LineFigures['rule']]: (line: LineOf<R>) => Words }

const yuan = formatYuanGrouped
const percent = (rate: Rate) => `${rate / 100}%`
const timesShares = (shares: number) => (shares === 1 ? '' : ` × ${shares} 份`)
const equals = (amount: Cents) => ` = ${yuan(amount)}`

function basisWords({ parts, total }: Basis): string {
  const words = parts.map(({ name, of, rate }) => {
    const share = rate === 10_000 ? '' : ` × ${percent(rate)}`
    return `${SHEET_AMOUNT_NAMES[name]} ${yuan(of)}${share}`
  })
  const [only = ''] = words
  const plain = words.length === 1 && parts[0]?.rate === 10_000
  return plain ? only : `${words.join(' + ')}${equals(total)}`
}

/** What is left of the basis above the deductible, as a calculation. */
function aboveDeductible({ total, deductible }: Basis): string {
  return deductible === 0 ? yuan(total) : `${yuan(total)} − 起付 ${yuan(deductible)}`
}

function admissionWords(found: AdmissionCondition): string {
  const words = [
    found.admission === undefined ? '' : `本保障期第 ${found.admission} 次住院`,
    found.hospitalLevel ?? '',
    found.insurance === undefined ? '' : INSURANCE_NAMES[found.insurance],
    found.remote === undefined ? '' : found.remote ? '异地' : '本地',
    found.renewal === undefined ? '' : found.renewal ? '续保' : '首次参保',
  ]
  return words.filter((word) => word !== '').join('、')
}

function diagnosisWords({ grade, category, inSitu }: LumpSumCondition): string {
  const words = [grade === undefined ? '' : GRADE_NAMES[grade], category ?? '', inSitu === true ? '原位癌' : '']
  return words.filter((word) => word !== '').join('、')
}

const LIMIT_SCOPES: { readonly [P in LimitGroup['per']]: string } = {
  claim: '每次申领',
  period: '本保障期',
  life: '历次保障',
}

/** How each step of a calculation is told. A zero line states the test that failed. */
const WORDS: Dictionary = {
  'outside-cover': ({ on, effectiveOn, endsOn }) => ({
    rule: '不在保障期内，不给付',
    basis: `保障期 ${effectiveOn} 至 ${endsOn}`,
    formula: on < effectiveOn ? `${on} 早于 ${effectiveOn}` : `${on} 晚于 ${endsOn}`,
  }),
  'in-waiting': ({ on, countedFrom, day, lastDay }) => ({
    rule: '在等待期内，不给付',
    basis: `自 ${countedFrom} 起计日，${on} 为第 ${day} 日`,
    formula: `第 ${day} 日 ≤ 第 ${lastDay} 日`,
  }),
  'benefit-ended': ({ by, paid }) => ({
    rule: '责任已终止，不给付',
    basis: `${by.map((kind) => CLAIM_KIND_NAMES[kind]).join('、')} 已给付 ${yuan(paid)}`,
    formula: `${yuan(paid)} > 0`,
  }),
  'diagnosis-paid-before': ({ category }) => ({
    rule: '以往保障期已给付同一病种，不给付',
    basis: `病种 ${category}`,
    formula: `${category} = 以往已给付病种`,
  }),
  'not-in-table': ({ found }) => ({
    rule: '不在给付范围，不给付',
    basis: admissionWords(found),
    formula: `${admissionWords(found)}：无给付比例`,
  }),
  'nothing-above-deductible': ({ basis }) => ({
    rule: '没有可补助金额',
    basis: basisWords(basis),
    formula: `${aboveDeductible(basis)} ≤ 0`,
  }),
  fixed: ({ found, fixed }) => ({
    rule: '定额补助',
    basis: admissionWords(found) || '每次住院',
    formula: `定额 ${yuan(fixed)}`,
  }),
  tier: ({ basis, from, upTo, part, rate, amount }) => ({
    rule: tierRule(from, upTo),
    basis: basisWords(basis),
    formula: `${tierPart(basis, from, upTo, part)} × ${percent(rate)}${equals(amount)}`,
  }),
  shares: ({ sum, shares, amount }) => ({
    rule: `乘以份数 ${shares}`,
    basis: `每份 ${yuan(sum)}`,
    formula: `${yuan(sum)} × ${shares} 份 − ${yuan(sum)}${equals(amount)}`,
  }),
  'limited-to-basis': ({ sum, basis, amount }) => ({
    rule: '不超过个人负担',
    basis: basisWords(basis),
    formula: `${yuan(basis.total)} − ${yuan(sum)}${equals(amount)}`,
  }),
  minimum: ({ sum, minimum, amount }) => ({
    rule: '补足最低给付',
    basis: `最低给付 ${yuan(minimum)}`,
    formula: `${yuan(minimum)} − ${yuan(sum)}${equals(amount)}`,
  }),
  limit: ({ group, used, sum, amount }) => ({
    rule: `${LIMIT_SCOPES[group.per]}限额：${group.name}`,
    basis: `限额 ${yuan(group.amount)}，已用 ${yuan(used)}`,
    formula: `${limitLeft(group.amount, used)} − ${yuan(sum)}${equals(amount)}`,
  }),
  'stay-too-short': ({ stay, freeDays }) => ({
    rule: '住院日数不足，不给付',
    basis: `住院 ${stay} 日`,
    formula: `${stay} 日 − ${freeDays} 日 ≤ 0`,
  }),
  'per-diem': ({ stay, freeDays, daily, shares, amount }) => ({
    rule: '住院津贴',
    basis: `住院 ${stay} 日，每日 ${yuan(daily)}`,
    formula: `(${stay} − ${freeDays}) 日 × ${yuan(daily)}${timesShares(shares)}${equals(amount)}`,
  }),
  'day-limit': ({ maxDays, usedDays, days, daily, shares, amount }) => ({
    rule: '本保障期日数上限',
    basis: `上限 ${maxDays} 日，已用 ${usedDays} 日`,
    formula: `(${maxDays} − ${usedDays} − ${days}) 日 × ${yuan(daily)}${timesShares(shares)}${equals(amount)}`,
  }),
  'lump-sum': ({ when, day, sum, shares, amount }) => ({
    rule: '定额给付',
    basis: [`保障第 ${day} 日`, diagnosisWords(when)].filter((word) => word !== '').join('，'),
    formula: `${yuan(sum)}${timesShares(shares)}${shares === 1 ? '' : equals(amount)}`,
  }),
  'no-lump-sum': ({ found, day }) => ({
    rule: '不在给付范围，不给付',
    basis: [`保障第 ${day} 日`, diagnosisWords(found)].filter((word) => word !== '').join('，'),
    formula: `第 ${day} 日${diagnosisWords(found)}：无给付标准`,
  }),
  'less-paid': ({ sum, paid, amount }) => ({
    rule: '减本保障期已给付',
    basis: `已给付 ${yuan(paid)}`,
    formula: `−min(${yuan(paid)}, ${yuan(sum)})${equals(amount)}`,
  }),
  disability: ({ grade, sum, rate, shares, amount }) => ({
    rule: `伤残 ${grade} 级`,
    basis: `给付标准 ${yuan(sum)}`,
    formula: `${yuan(sum)} × ${percent(rate)}${timesShares(shares)}${equals(amount)}`,
  }),
  death: ({ sum, shares, amount }) => ({
    rule: '身故给付',
    basis: `给付标准 ${yuan(sum)}`,
    formula: `${yuan(sum)}${timesShares(shares)}${shares === 1 ? '' : equals(amount)}`,
  }),
}

function tierRule(from: Cents, upTo: Cents | undefined): string {
  if (upTo !== undefined) return `分段 ${yuan(from)}–${yuan(upTo)}`
  return from === 0 ? '按比例补助' : `分段 ${yuan(from)} 以上`
}

/** The part of a tier as a calculation: up to its end, or all that is above the deductible and the tier before. */
function tierPart(basis: Basis, from: Cents, upTo: Cents | undefined, part: Cents): string {
  const full = upTo !== undefined && part === subtract(upTo, from)
  const top = full ? yuan(upTo) : aboveDeductible(basis)
  const whole = from === 0 ? top : `${top} − ${yuan(from)}`
  return whole.includes('−') ? `(${whole})` : whole
}

function limitLeft(limit: Cents, used: Cents): string {
  if (used === 0) return yuan(limit)
  return used < limit ? `${yuan(limit)} − ${yuan(used)}` : yuan(0 as Cents)
}

/** A line of a calculation in words and figures, for screens, letters, journal and command line. */
export function lineText(line: BenefitLine): LineText {
  const tell = WORDS[line.rule] as (found: BenefitLine) => Words
  const { rule, basis, formula } = tell(line)
  return { rule, clause: line.clause, basis: `${line.on} ${basis}`, formula, amount: formatYuan(line.amount) }
}

/** What does not add up on a sheet, which never blocks. */
export function sheetWarningText(warning: SheetWarning): string {
  const sheet = `第 ${warning.sheet + 1} 张结算单：`
  switch (warning.code) {
    case 'total-differs':
      return `${sheet}结算总金额 ${yuan(warning.total)} 与各项合计 ${yuan(warning.parts)} 不符，请核对`
    case 'cash-exceeds-own-part':
      return `${sheet}个人现金支付 ${yuan(warning.cash)} 大于个人负担 ${yuan(warning.ownPart)}，请核对`
  }
}
