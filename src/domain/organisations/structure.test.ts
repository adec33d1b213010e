import { describe, expect, it } from 'vitest'
import { judgePosts } from './posts.ts'
import { judgeChild } from './structure.ts'

describe('the structure of the association', () => {
  it('lets offices stand below the head, agencies below offices, and nothing below units', () => {
    expect(judgeChild('head', 'office').ok).toBe(true)
    expect(judgeChild('agency', 'agency').ok).toBe(true)
    expect(judgeChild('agency', 'office')).toEqual({
      ok: false,
      refusal: { code: 'organisation-below-wrong-kind', parent: 'agency', child: 'office' },
    })
    expect(judgeChild('unit', 'agency').ok).toBe(false)
  })
})

describe('desks', () => {
  it('of handlers belong to units, all others elsewhere', () => {
    expect(judgePosts('unit', ['unit-handler']).ok).toBe(true)
    expect(judgePosts('unit', ['finance'])).toMatchObject({ refusal: { code: 'desks-not-for-unit' } })
    expect(judgePosts('office', ['unit-handler'])).toMatchObject({ refusal: { code: 'desks-of-unit-only' } })
  })
  it('of audit stand alone', () => {
    expect(judgePosts('head', ['audit']).ok).toBe(true)
    expect(judgePosts('head', ['audit', 'finance'])).toMatchObject({ refusal: { code: 'audit-stands-alone' } })
  })
})
