import { afterEach, describe, expect, it, vi } from 'vitest'
import { findNextReview } from './find-next-review.ts'

const DECIDED = 'aaaaaaaa-0000-4000-8000-000000000000'
const waiting = ['1', '2', '3'].map((digit) => DECIDED.replace('aaaaaaaa', digit.repeat(8)))

/** Colleagues have taken `gone` between list and 获取; `mine` one holds already. */
function pool({ mine = [DECIDED], gone = [] }: { mine?: string[]; gone?: string[] }, listed = waiting) {
  const fetched = vi.fn(async (address: string, { body }: { readonly body?: string }) => {
    if (address.startsWith('/api/work/take')) {
      const { subjects } = JSON.parse(body ?? '') as { subjects: string[] }
      const results = subjects.map((subject) => ({ subject, got: !gone.includes(subject), holder: null }))
      return new Response(JSON.stringify({ results }))
    }
    const rows = (address.includes('review-mine') ? mine : listed).map((id) => ({ id }))
    return new Response(JSON.stringify({ rows, next: null, waiting: 0, mine: 0 }))
  })
  vi.stubGlobal('fetch', fetched)
  return fetched
}

afterEach(() => vi.unstubAllGlobals())

describe('the next review', () => {
  it('is one of my own first', async () => {
    pool({ mine: [DECIDED, waiting[2] ?? ''] })
    expect(await findNextReview(DECIDED)).toEqual({ id: waiting[2] })
  })
  it('is the next in line where a colleague was faster at the oldest', async () => {
    pool({ gone: waiting.slice(0, 2) })
    expect(await findNextReview(DECIDED)).toEqual({ id: waiting[2] })
  })
  it('does not exist only where nothing waits', async () => {
    pool({}, [])
    expect(await findNextReview(DECIDED)).toBe('none-waits')
    pool({ gone: waiting })
    expect(await findNextReview(DECIDED)).toBe('all-taken')
  })
})
