import { listEnrolments } from '../../contract/enrolment.ts'
import { takeWork } from '../../contract/work-pool.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'

/** The next review, or why there is none: nothing waits, or colleagues were faster each time. */
export type NextReview = { readonly id: string } | 'none-waits' | 'all-taken'

const AT_ONCE = 5
const ROUNDS = 3

/**
 * The next enrolment of one's own, else the first of those that have waited longest that is still to be had: at the end of
 * a year several reviewers reach for the same one.
 */
export async function findNextReview(decided: string): Promise<NextReview> {
  const mine = await callEndpoint(listEnrolments, { tab: 'review-mine', limit: 2 })
  const own = mine.rows.find(({ id }) => id !== decided)
  if (own !== undefined) return { id: own.id }
  for (let round = 0; round < ROUNDS; round++) {
    const { rows } = await callEndpoint(listEnrolments, { tab: 'review-waiting', limit: AT_ONCE })
    if (rows.length === 0) return 'none-waits'
    for (const { id } of rows) {
      const { results } = await callEndpoint(takeWork, { kind: 'enrolment-review', subjects: [id] })
      if (results[0]?.got === true) return { id }
    }
  }
  return 'all-taken'
}
