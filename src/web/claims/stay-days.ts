import '../words/zh/claim-entry.ts'
import type { SheetEntry } from '../../domain/claims/claim-entry.ts'
import { daysBetween, parseDate } from '../../domain/shared/calendar-date.ts'
import { words } from '../words/words.ts'

/** Length of a stay: discharge minus admission, never typed. */
export function stayDays({ admittedOn, dischargedOn }: SheetEntry): string {
  const [from, to] = [parseDate(admittedOn), parseDate(dischargedOn)]
  if (!from.ok || !to.ok || to.value < from.value) return ''
  return words('claimEntry.days', { count: daysBetween(from.value, to.value) })
}
