import { expect, it } from 'vitest'
import type { BenefitTerms, LimitGroup } from '../plans/benefit-terms.ts'
import { kindsTouchedBy } from './touched-kinds.ts'

const terms = (kind: string, endedBy: string[] = []) => ({ kind, endedBy }) as unknown as BenefitTerms
const limit = (per: string, ...kinds: string[]) => ({ per, kinds }) as unknown as LimitGroup

it('a payment touches its own kind, those under the same limit, and those that it ends', () => {
  const plan = {
    benefits: [terms('illness-inpatient'), terms('disability', ['accident-death']), terms('accident-death')],
    limits: [
      limit('period', 'illness-inpatient', 'accident-inpatient'),
      limit('claim', 'accident-death', 'disability'),
    ],
  }
  expect(kindsTouchedBy('illness-inpatient', plan)).toEqual(['illness-inpatient', 'accident-inpatient'])
  expect(kindsTouchedBy('accident-death', plan)).toEqual(['disability', 'accident-death'])
  expect(kindsTouchedBy('disability', plan)).toEqual(['disability'])
})
