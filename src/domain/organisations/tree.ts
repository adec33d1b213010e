import { accept, refuse, type Decision } from '../shared/decision.ts'

/** head office 总会 · office 办事处 · agency 经办机构/代办处 · unit 会员单位 */
export const ORGANISATION_KINDS = ['head', 'office', 'agency', 'unit'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/**
 * Every organisation owns an interval of integers that lies within its parent's; `low` is its own place. Rows carry
 * the place of the organisation they belong to, and scope is `low ≤ place ≤ high`. Places never move, so rows never
 * have to be renumbered when the tree grows. All fit a safe integer: five levels above the units, 512 branches each.
 */
export type Interval = { readonly low: number; readonly high: number }

export const ROOT_INTERVAL: Interval = { low: 0, high: 2 ** 53 - 1 }

/** Branches that one organisation can have below itself, beside its units. */
const BRANCHES = 512

/** Lower half of an interval: the organisation itself, then its units one by one; upper half: its branches. */
function halves({ low, high }: Interval): { units: number; branchWidth: number; branchesFrom: number } {
  const half = Math.floor((high - low + 1) / 2)
  return { units: half - 1, branchWidth: Math.floor(half / BRANCHES), branchesFrom: low + half }
}

/** The interval of the `count`-th (from 0) unit or branch below `parent`. Refuses where the tree has no room left. */
export function intervalBelow(
  parent: Interval,
  child: 'unit' | 'branch',
  count: number,
): Decision<Interval, { code: 'organisation-full' }> {
  const { units, branchWidth, branchesFrom } = halves(parent)
  if (child === 'unit') {
    const place = parent.low + 1 + count
    return count < units ? accept({ low: place, high: place }) : refuse({ code: 'organisation-full' })
  }
  if (branchWidth < 2 || count >= BRANCHES) return refuse({ code: 'organisation-full' })
  const low = branchesFrom + count * branchWidth
  return accept({ low, high: low + branchWidth - 1 })
}

/** Whether a place lies inside an interval. */
export function isWithin(place: number, interval: Interval): boolean {
  return place >= interval.low && place <= interval.high
}
