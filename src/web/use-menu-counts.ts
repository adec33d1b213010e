import { countPayouts } from '../contract/payout-counts.ts'
import { countWork } from '../contract/work-pool.ts'
import { holdsAny, useSession } from './accounts/session.ts'
import type { Counts } from './shared/menu-item.ts'
import { useEndpointQuery } from './shared/use-endpoint.ts'

const EVERY = 60_000
const PAYING = ['unit-handler', 'payout-making', 'payout-release'] as const

/** Live counts behind the menu's lines: pools by their kinds, and the unit's own lists. */
export function useMenuCounts(): Counts {
  const { data } = useEndpointQuery(countWork, {}, { every: EVERY })
  const enabled = holdsAny(useSession(), PAYING)
  const payouts = useEndpointQuery(countPayouts, {}, { every: EVERY, enabled }).data
  if (data === undefined) return {}
  return {
    ...Object.fromEntries(data.pools.map(({ kind, waiting, mine }) => [kind, waiting + mine])),
    'enrolments-to-edit': data.enrolmentsToEdit,
    'enrolments-to-invoice': data.enrolmentsToInvoice,
    'letters-to-print': data.lettersToPrint,
    ...(payouts && {
      payouts: payouts.payable + payouts.drafts + payouts.unanswered + payouts.reversals,
      'payment-failures': payouts.failed,
    }),
  }
}
