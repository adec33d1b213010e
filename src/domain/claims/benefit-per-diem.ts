import { daysBetween } from '../shared/calendar-date.ts'
import { cents, ZERO } from '../shared/cents.ts'
import type { PerDiemTerms } from '../plans/benefit-terms.ts'
import type { Cover } from './benefit-facts.ts'
import { put, type Draft } from './benefit-lines.ts'
import type { Stay } from './benefit-stays.ts'

/**
 * An amount for each day of a stay after the free days, as long as days of the period are left; answers the days paid.
 * A stay is discharge − admission in days. Source: catalogue, "Stays and sheets".
 */
export function putPerDiem(draft: Draft, terms: PerDiemTerms, found: Stay, cover: Cover, usedDays: number): number {
  const { on, clause } = draft
  const { daily, freeDays, maxDaysPerPeriod: maxDays } = terms
  const shares = terms.perShare ? cover.shares : 1
  const stay = daysBetween(found.admittedOn, found.dischargedOn)
  const days = stay - freeDays
  if (days <= 0) {
    put(draft, { rule: 'stay-too-short', on, clause, stay, freeDays, amount: ZERO })
    return 0
  }
  const perDay = daily * shares
  put(draft, { rule: 'per-diem', on, clause, stay, freeDays, daily, shares, amount: cents(days * perDay) })
  const paidDays = Math.min(days, Math.max(0, maxDays - usedDays))
  if (paidDays < days) {
    const amount = cents((paidDays - days) * perDay)
    put(draft, { rule: 'day-limit', on, clause, maxDays, usedDays, days, daily, shares, amount })
  }
  return paidDays
}
