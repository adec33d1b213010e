import { accept, refuse, type Decision } from '../shared/decision.ts'

/** head office 总会 · office 办事处 · agency 经办机构/代办处 · unit 会员单位 */
export const ORGANISATION_KINDS = ['head', 'office', 'agency', 'unit'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/**
 * Every organisation owns an interval of integers that lies within its parent's; `low` is its own place. Rows carry
 * the place of the organisation they belong to, and scope is `low ≤ place ≤ high`. Places never move, so rows never
 * have to be renumbered when the tree grows.
 */
export type Interval = { readonly low: bigint; readonly high: bigint }

export const ROOT_INTERVAL: Interval = { low: 0n, high: (1n << 62n) - 1n }

/** Branches that one organisation can have below itself, beside its units. */
const BRANCHES = 1024n

/** Lower half of an interval: the organisation itself, then its units one by one; upper half: its branches. */
function halves({ low, high }: Interval): { units: bigint; branchWidth: bigint; branchesFrom: bigint } {
  const half = (high - low + 1n) / 2n
  return { units: half - 1n, branchWidth: half / BRANCHES, branchesFrom: low + half }
}

/** The interval of the `count`-th (from 0) unit or branch below `parent`. Refuses where the tree has no room left. */
export function intervalBelow(
  parent: Interval,
  child: 'unit' | 'branch',
  count: number,
): Decision<Interval, { code: 'organisation-full' }> {
  const { units, branchWidth, branchesFrom } = halves(parent)
  const index = BigInt(count)
  if (child === 'unit') {
    const place = parent.low + 1n + index
    return index < units ? accept({ low: place, high: place }) : refuse({ code: 'organisation-full' })
  }
  if (branchWidth < 2n || index >= BRANCHES) return refuse({ code: 'organisation-full' })
  const low = branchesFrom + index * branchWidth
  return accept({ low, high: low + branchWidth - 1n })
}
