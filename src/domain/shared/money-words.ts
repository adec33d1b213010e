import type { Cents } from './cents.ts'

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿']

/**
 * An amount in the capitals that letters and receipts carry beside the figures, e.g. 1234.56 →
 * 壹仟贰佰叁拾肆元伍角陆分, 1200.00 → 壹仟贰佰元整, 1000.05 → 壹仟元零伍分; negative amounts begin with 负.
 * Up to 9,999 亿 yuan. Source: 正确填写票据和结算凭证的基本规定, articles 1 to 4.
 */
export function moneyWords(amount: Cents): string {
  const absolute = Math.abs(amount)
  const yuan = Math.floor(absolute / 100)
  if (yuan >= 1e12) throw new RangeError(`no words for ${amount} fen`)
  const jiao = Math.floor(absolute / 10) % 10
  const fen = absolute % 10
  const sign = amount < 0 ? '负' : ''
  if (absolute === 0) return '零元整'
  return `${sign}${yuan > 0 ? `${wholeYuan(yuan)}元` : ''}${fraction(yuan, jiao, fen)}`
}

/** After 元 or 角 stands 整, after 分 it does not; a missing 角 between 元 and 分 is said as 零. */
function fraction(yuan: number, jiao: number, fen: number): string {
  if (jiao === 0 && fen === 0) return '整'
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : ''
  const gap = jiao === 0 && yuan > 0 ? '零' : ''
  return fen > 0 ? `${tenths}${gap}${DIGITS[fen]}分` : `${tenths}整`
}

/** Groups of four digits; one 零 for zeros in the middle, none at the end. */
function wholeYuan(yuan: number): string {
  let words = ''
  let zeros = false
  for (let group = GROUPS.length - 1; group >= 0; group -= 1) {
    const value = Math.floor(yuan / 10_000 ** group) % 10_000
    if (value === 0) zeros ||= words !== ''
    else {
      words += `${words !== '' && (zeros || value < 1_000) ? '零' : ''}${fourDigits(value)}${GROUPS[group]}`
      zeros = false
    }
  }
  return words
}

function fourDigits(value: number): string {
  let words = ''
  let zero = false
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) zero = words !== ''
    else {
      words += `${zero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`
      zero = false
    }
  }
  return words
}
