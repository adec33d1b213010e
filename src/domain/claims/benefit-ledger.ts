import type { ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'
import { limitCounters, type LimitCounter, type Use } from './limit-counters.ts'

/** What one claim has reserved or been paid of a cover, or of an earlier one of the same plan. */
export type LedgerEntry = Use & {
  readonly claimId: string
  readonly kind: ClaimKind
  readonly on: CalendarDate
  readonly earlier: boolean
  readonly paid: boolean
}

/** A limit with what uses it, in fen, days or times. */
export type LedgerLimit = Pick<LimitCounter, 'scope' | 'name' | 'unit' | 'cap'> & {
  readonly uses: readonly { readonly entry: LedgerEntry; readonly used: number }[]
}

const ANY_USE = { total: 1, days: 1 } as Use
const keyOf = ({ scope, name, unit }: Pick<LimitCounter, 'scope' | 'name' | 'unit'>) => `${scope} ${name} ${unit}`

/** Every limit of a cover that claims share, in the order of the plan's benefits, with the claims that use it. */
export function benefitLedger(
  plan: PlanVersion,
  shares: number,
  entries: readonly LedgerEntry[],
): readonly LedgerLimit[] {
  const limits = plan.benefits.flatMap(({ kind }) => limitCounters(plan, kind, ANY_USE, shares))
  const distinct = new Map(limits.map((limit) => [keyOf(limit), limit]))
  return [...distinct.values()].map(({ scope, name, unit, cap }) => ({
    scope,
    name,
    unit,
    cap,
    uses: entries.flatMap((entry) => {
      if (entry.earlier && scope === 'cover') return []
      const counted = limitCounters(plan, entry.kind, entry, shares).find(
        (counter) => keyOf(counter) === keyOf({ scope, name, unit }),
      )
      return counted ? [{ entry, used: counted.by }] : []
    }),
  }))
}
