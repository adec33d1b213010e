import { toHalfWidth } from './to-digits.ts'

/** `￥1,234.5` → `1234.50`; what is no amount stays as typed, for the form to refuse. */
export function tidyAmount(typed: string): string {
  const text = toHalfWidth(typed).replace(/[\s,\u00a5\uffe5\u5143]/g, '')
  const match = /^(\d{1,10})(?:\.(\d{0,2}))?$/.exec(text)
  return match ? `${Number(match[1])}.${(match[2] ?? '').padEnd(2, '0')}` : text
}
