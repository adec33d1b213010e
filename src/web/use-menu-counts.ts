import type { OutputOf } from '../contract/endpoint.ts'
import { countWork } from '../contract/work-pool.ts'
import { useEndpointQuery } from './shared/use-endpoint.ts'

export type WorkCounts = OutputOf<typeof countWork>

const EVERY = 60_000

/** Live counts behind the menu's lines: a pool by its kind, and the unit's own lists by their names. */
export function useMenuCounts(): Readonly<Record<string, number>> {
  const { data } = useEndpointQuery(countWork, {}, { every: EVERY })
  if (data === undefined) return {}
  return {
    ...Object.fromEntries(data.pools.map(({ kind, waiting, mine }) => [kind, waiting + mine])),
    'enrolments-to-edit': data.enrolmentsToEdit,
    'enrolments-to-invoice': data.enrolmentsToInvoice,
    'letters-to-print': data.lettersToPrint,
  }
}
