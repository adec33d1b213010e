import type { EntryFinding } from '../../domain/claims/entry-findings.ts'
import type { Lack, LackCode } from '../../domain/claims/entry-missing.ts'
import { entryFieldName, entryFieldPlace } from './entry-field-words.ts'

const LACKS: { readonly [C in LackCode]: (place: string, fact: string) => string } = {
  needed: (place) => `请填写${place}`,
  'no-sheets': () => '请至少录入一张结算单',
  'no-amounts': (place) => `请填写${place}或其他参与计算的金额，没有的填 0`,
  malformed: (place) => `${place}不正确，请核对`,
  'card-length': (place, fact) => `${place}应为 12 至 19 位数字，现为 ${fact} 位`,
  'name-character': (place, fact) => `${place}中的“${fact}”不能写入银行文件，请去掉`,
  'not-the-insured': () => '与被保障人关系为本人时，领款人的姓名和证件号码应与被保障人一致；由他人领款请改选关系',
  'insured-is-dead': () => '被保障人已身故，由受益人或继承人领款，请选择与被保障人关系',
  'discharged-before-admitted': (place, fact) => `${place}不能早于入院日期 ${fact}`,
  'died-before-event': (place, fact) => `${place}不能早于出险日期 ${fact}`,
  'in-the-future': (place) => `${place}不能晚于今天`,
  'deadline-passed': (place, fact) =>
    `按${place}，申领时效已于 ${fact} 届满，不能提交；日期无误而办事处允许逾期受理的，请重新受理并填写原因`,
  'category-unknown': (place, fact) => `${place}应为：${fact}`,
  'stay-twice': (place, fact) =>
    `${place}与第 ${fact} 张的住院日期重叠；同一次住院请在这几张结算单上填写相同的同次住院编号，不同的住院请核对日期`,
  'invoice-twice': (place, fact) => `${place}与第 ${fact} 张相同，同一发票只能录入一次`,
}

export function lackSentence({ path, code, fact }: Lack): string {
  return LACKS[code](entryFieldPlace(path), fact)
}

const SLIPS: Readonly<Record<string, (field: string, instead: string) => string>> = {
  'digits-swapped': (field, instead) => `，可能是${field}两位数字写反，应为 ${instead}`,
  'entered-twice': (field) => `，${field}可能重复录入`,
  'decimal-shifted': (field, instead) => `，可能是${field}小数点错位，应为 ${instead}`,
}

type Facts = EntryFinding['facts']
const FINDINGS: { readonly [C in EntryFinding['code']]: (facts: Facts, path: string) => string } = {
  unbalanced: ({ difference = '', direction, slip = '', field = '', instead = '' }, path) => {
    const sheet = /^sheets\.(\d+)\./.exec(path)?.[1]
    const which = `第 ${Number(sheet) + 1} 张结算单`
    const gap =
      direction === 'short' ? `各项合计比结算总金额还差 ${difference} 元` : `各项合计比结算总金额多 ${difference} 元`
    return `${which}${gap}${SLIPS[slip]?.(entryFieldName(field), instead) ?? ''}`
  },
  'cash-exceeds-own-part': ({ cash, own }, path) => `${entryFieldPlace(path)} ${cash} 元多于个人负担 ${own} 元，请核对`,
  'card-check-digit': () => '银行卡号的校验位不符，请对照卡面核对；存折账号可忽略',
  'is-accident': ({ code }) => `诊断 ${code} 属于损伤或中毒，请确认是否应按意外申领`,
  'is-illness': ({ code }) => `诊断 ${code} 属于疾病，请确认是否应按疾病申领`,
  'in-situ-differs': ({ code, ticked }) =>
    ticked === 'yes'
      ? `诊断 ${code} 不是原位癌的编码，但勾选了原位癌，金额按勾选计算，请核对`
      : `诊断 ${code} 是原位癌的编码，但未勾选原位癌，金额按勾选计算，请核对`,
  'stay-overlaps': ({ number, from, to }, path) =>
    `${entryFieldPlace(path)}与案件 ${number} 的住院 ${from} 至 ${to} 重叠，请核对是否同一次住院`,
  'stay-gap': ({ from, to }, path) =>
    `${entryFieldPlace(path)}与其他结算单相同，但 ${from} 出院后 ${to} 才再入院，日期不相连；编号相同的按一次住院计算，中间的日数也会计入，请核对是否两次住院`,
}

export function findingSentence({ code, facts, path }: EntryFinding): string {
  return FINDINGS[code](facts, path)
}

/** How another case excludes an invoice. */
export type InvoiceUseCode = 'of-other-person' | 'used-already' | 'illness-and-accident'

const namedCase = (number: string) => (number === '' ? '另一案件' : `案件 ${number} `)

/** The rest of a sentence about an invoice; the other case is named only where the caller may know it. */
export const INVOICE_USES: { readonly [C in InvoiceUseCode]: (number: string) => string } = {
  'of-other-person': (number) => `已由${namedCase(number)}为另一人申领，不能再次使用`,
  'used-already': (number) => `已由${namedCase(number)}按同一保障和申领类型申领，不能重复申领`,
  'illness-and-accident': (number) => `已由${namedCase(number)}按另一住院类型申领，疾病住院与意外住院不能同时申领`,
}

/** The rest of a sentence about a stay whose days another case of the same cover and kind has. */
export function stayUseSentence({ number, from, to }: { number: string; from: string; to: string }): string {
  return `与案件 ${number} 已申领的住院 ${from} 至 ${to} 重叠，同一天的住院不能按同一保障和申领类型重复申领，请核对日期`
}

/** What the calculation of a case lacks before it can be submitted. */
export const CALCULATION_LACKS = {
  none: '请点击【申领计算】',
  entryChanged: '录入内容已变动，请重新申领计算',
  outdated: '此人其他案件的给付情况有变动，请重新申领计算',
} as const

/** What the engine says about a field, with the field's name. */
export function problemSentence(path: string, message: string): string {
  return `${entryFieldPlace(path)}：${message}`
}
