import { useNavigate } from '@tanstack/react-router'
import { listClaims } from '../../contract/claims.ts'
import { takeWork } from '../../contract/work-pool.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { nextCase } from './next-case.ts'
import type { ReviewDesk } from './review-desk.ts'

const PAGE = 50

/** The next case of one's own; else one of those that wait, taken for it, page by page until there is one to decide. */
async function findNext(
  { kind, mine, waiting }: ReviewDesk,
  decided: ReadonlySet<string>,
): Promise<string | undefined> {
  const own = await callEndpoint(listClaims, { tab: mine, limit: PAGE })
  const held = own.rows.find(({ id, blocked }) => !blocked && !decided.has(id))
  if (held !== undefined) return held.id
  let cursor: string | undefined
  for (;;) {
    const { rows, next: more } = await callEndpoint(listClaims, {
      tab: waiting,
      limit: PAGE,
      ...(cursor && { cursor }),
    })
    const next = nextCase(rows, decided)
    if (next !== undefined) {
      const { results } = await callEndpoint(takeWork, { kind, subjects: [next.id] })
      return results[0]?.got === true ? next.id : undefined
    }
    if (more === null) return undefined
    cursor = more
  }
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
