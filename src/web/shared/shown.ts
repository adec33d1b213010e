import { formatYuanGrouped, parseYuan, ZERO, type Cents } from '../../domain/shared/cents.ts'
import { words } from '../words/words.ts'

/** An amount of the wire for the eye: `18640.00` → `18,640.00`. */
export function shownYuan(amount: string): string {
  const negative = amount.startsWith('-')
  const parsed = parseYuan(negative ? amount.slice(1) : amount)
  if (!parsed.ok) return amount
  return `${negative ? '-' : ''}${formatYuanGrouped(parsed.value)}`
}

/** An amount of the wire, or one that is being typed, to reckon with: nothing where it is none. */
export function centsOf(amount: string): Cents {
  const parsed = parseYuan(amount)
  return parsed.ok ? parsed.value : ZERO
}

const GROUPED = new Intl.NumberFormat('en-US')

/** A count with thousands separators. */
export function shownCount(count: number): string {
  return GROUPED.format(count)
}

export function shownPeriod(firstDay: string, lastDay: string): string {
  return words('ui.period', { from: firstDay, to: lastDay })
}
