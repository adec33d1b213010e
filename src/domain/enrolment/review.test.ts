import { describe, expect, it } from 'vitest'
import { cents } from '../shared/cents.ts'
import { judgeNoMoney, judgeReviewer, reviewChecks, type ReviewFacts } from './review.ts'

const facts: ReviewFacts = {
  findings: 0,
  people: 300,
  staffCount: 400,
  lastStaffCount: 390,
  overAge: 0,
  overAgeProofs: 0,
  warnings: 0,
  refusedLeftOut: 0,
}
const notFine = (changed: Partial<ReviewFacts>) =>
  reviewChecks({ ...facts, ...changed })
    .filter(({ fine }) => !fine)
    .map(({ code }) => code)

describe('a review', () => {
  it('is not for the submitter', () => {
    expect(judgeReviewer({ isSubmitter: true }).ok).toBe(false)
    expect(judgeReviewer({ isSubmitter: false }).ok).toBe(true)
  })
  it('sends nothing back once money is recorded', () => {
    expect(judgeNoMoney(cents(1))).toEqual({ ok: false, refusal: { code: 'money-recorded' } })
    expect(judgeNoMoney(cents(0)).ok).toBe(true)
  })
  it('points at what is worth a question', () => {
    expect(notFine({})).toEqual([])
    expect(notFine({ staffCount: 500 })).toEqual(['staff-change'])
    expect(notFine({ overAge: 2 })).toEqual(['over-age'])
    expect(notFine({ overAge: 2, overAgeProofs: 1 })).toEqual([])
    expect(notFine({ warnings: 1, refusedLeftOut: 3, findings: 1 })).toEqual(['rules', 'warnings', 'refused'])
    expect(notFine({ lastStaffCount: undefined })).toEqual([])
  })
})
