import { useNavigate } from '@tanstack/react-router'
import { listClaims } from '../../contract/claims.ts'
import { takeWork } from '../../contract/work-pool.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ReviewDesk } from './review-desk.ts'

/** The next case of one's own; else of the waiting ones the first that one knows, or that waits longest, taken for it. */
async function findNext(
  { kind, mine, waiting }: ReviewDesk,
  decided: ReadonlySet<string>,
): Promise<string | undefined> {
  const own = await callEndpoint(listClaims, { tab: mine, limit: decided.size + 1 })
  const held = own.rows.find(({ id }) => !decided.has(id))
  if (held !== undefined) return held.id
  const { rows } = await callEndpoint(listClaims, { tab: waiting, limit: 20 })
  const next =
    rows.find(({ preferred }) => preferred?.mine) ?? rows.find(({ preferred }) => preferred === null) ?? rows[0]
  if (next === undefined) return undefined
  const { results } = await callEndpoint(takeWork, { kind, subjects: [next.id] })
  return results[0]?.got === true ? next.id : undefined
}

/** Opens the next case after some were decided; where there is none, the pool. */
export function useNextClaimReview(desk: ReviewDesk | undefined): (decided: readonly string[]) => Promise<void> {
  const navigate = useNavigate()
  return async (decided) => {
    if (desk === undefined) return
    const id = await findNext(desk, new Set(decided)).catch(() => undefined)
    if (id === undefined) {
      toast(words('claimReview.noneLeft'))
      await navigate({ to: desk.pool })
    } else await navigate({ to: '/claim-reviews/$id', params: { id }, search: {} })
  }
}
