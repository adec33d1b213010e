import { useNavigate } from '@tanstack/react-router'
import { listEnrolments } from '../../contract/enrolment.ts'
import { takeWork } from '../../contract/work-pool.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'

/** The next enrolment of one's own, else the one that has waited longest, which is taken for it. */
async function findNext(decided: string): Promise<string | undefined> {
  const mine = await callEndpoint(listEnrolments, { tab: 'review-mine', limit: 2 })
  const own = mine.rows.find(({ id }) => id !== decided)
  if (own !== undefined) return own.id
  const waiting = await callEndpoint(listEnrolments, { tab: 'review-waiting', limit: 1 })
  const [first] = waiting.rows
  if (first === undefined) return undefined
  const { results } = await callEndpoint(takeWork, { kind: 'enrolment-review', subjects: [first.id] })
  return results[0]?.got === true ? first.id : undefined
}

/** Opens the next enrolment after one was decided; where there is none, the pool. */
export function useNextReview(decided: string): () => Promise<void> {
  const navigate = useNavigate()
  return async () => {
    const id = await findNext(decided).catch(() => undefined)
    if (id === undefined) {
      toast(words('review.noneLeft'))
      await navigate({ to: '/enrolment-reviews' })
    } else await navigate({ to: '/enrolment-reviews/$id', params: { id } })
  }
}
