import { formatYuanGrouped, parseYuan } from '../../domain/shared/cents.ts'
import { words } from '../words/words.ts'

/** An amount of the wire for the eye: `18640.00` → `18,640.00`. */
export function shownYuan(amount: string): string {
  const negative = amount.startsWith('-')
  const parsed = parseYuan(negative ? amount.slice(1) : amount)
  if (!parsed.ok) return amount
  return `${negative ? '-' : ''}${formatYuanGrouped(parsed.value)}`
}

const GROUPED = new Intl.NumberFormat('en-US')

/** A count with thousands separators. */
export function shownCount(count: number): string {
  return GROUPED.format(count)
}

export function shownPeriod(firstDay: string, lastDay: string): string {
  return words('ui.period', { from: firstDay, to: lastDay })
}
