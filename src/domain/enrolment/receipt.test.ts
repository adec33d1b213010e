import { expect, it } from 'vitest'
import { headsOf, type RosterHeads } from './receipt.ts'

it('the price classes of a roster follow from its counters, and are everyone together', () => {
  const roster: RosterHeads = { people: 20, highRisk: 7, renewing: 9, highRiskRenewing: 4 }
  const heads = (['ordinary', 'high-risk'] as const).flatMap((riskClass) =>
    (['new', 'renewing'] as const).map((standing) => headsOf(roster, { riskClass, standing })),
  )
  expect(heads).toEqual([8, 5, 3, 4])
})
