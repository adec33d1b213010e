import { useNavigate } from '@tanstack/react-router'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { findNextReview } from './find-next-review.ts'

/** Opens the next enrolment after one was decided; where there is none, the pool, which also says what failed. */
export function useNextReview(decided: string): () => Promise<void> {
  const navigate = useNavigate()
  return async () => {
    const next = await findNextReview(decided).catch(() => undefined)
    if (typeof next === 'object') {
      await navigate({ to: '/enrolment-reviews/$id', params: { id: next.id } })
      return
    }
    if (next !== undefined) toast(words(next === 'none-waits' ? 'review.noneLeft' : 'review.allTaken'))
    await navigate({ to: '/enrolment-reviews' })
  }
}
