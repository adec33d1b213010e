import { expect, it } from 'vitest'
import { newClaimEntry } from './claim-entry.ts'
import { regraded } from './regrade.ts'

const entry = newClaimEntry('2026-12-01')

it('a reviewer puts another grade in the place of what was entered, and nothing else', () => {
  const answer = regraded(entry, 'critical-illness', { grade: 'severe' }, [])
  expect(answer).toEqual({ ok: true, value: { ...entry, incident: { ...entry.incident, grade: 'severe' } } })
})

it('a grade of disability is no fact of an illness', () => {
  const answer = regraded(entry, 'critical-illness', { disabilityGrade: 3 }, [])
  expect(answer).toEqual({ ok: false, refusal: { code: 'claim-regrade-field' } })
})

it('the same again is no judgement', () => {
  const same = { ...entry, incident: { ...entry.incident, inSitu: true } }
  for (const regrade of [{}, { inSitu: true }])
    expect(regraded(same, 'women-illness', regrade, [])).toEqual({ ok: false, refusal: { code: 'claim-not-regraded' } })
})

it('a category is one of the words of the plan, where it has any', () => {
  const judged = (categories: readonly string[]) => regraded(entry, 'women-illness', { category: '乳房癌' }, categories)
  expect(judged([]).ok).toBe(true)
  expect(judged(['乳腺癌', '卵巢癌'])).toEqual({
    ok: false,
    refusal: { code: 'claim-category-unknown', categories: '乳腺癌、卵巢癌' },
  })
})
