import { accept, refuse, type Decision } from '../shared/decision.ts'
import { parsePhone, type PhoneRefusal } from '../shared/phone.ts'
import { tidy } from '../shared/typed-text.ts'
import { parseCreditCode, type CreditCodeRefusal } from '../units/credit-code.ts'

export type TitleKind = 'unit' | 'person'

/**
 * 税号 of an invoice: a unit's is its credit code, whose structure is judged and whose check digit is only pointed out; a
 * person needs none. Source: domain facts §4.4 and §9.2.
 */
export function judgeTaxNumber(
  titleKind: TitleKind,
  typed: string,
): Decision<string, CreditCodeRefusal | { code: 'invoice-tax-number-missing' }> {
  if (titleKind === 'person') return accept(tidy(typed))
  const parsed = parseCreditCode(typed)
  if (parsed.ok) return accept(parsed.value.creditCode)
  return parsed.refusal.code === 'credit-code-missing' ? refuse({ code: 'invoice-tax-number-missing' }) : parsed
}

/** 手机 of an invoice may be left out. */
export function judgeInvoiceMobile(typed: string): Decision<string, PhoneRefusal> {
  const parsed = parsePhone(typed)
  return !parsed.ok && parsed.refusal.code === 'phone-missing' ? accept('') : parsed
}
