import { expect, it } from 'vitest'
import { batchFlags } from './batch-flags.ts'

it('flags cards that are new, shared by several persons, or another than the last', () => {
  const payments = [
    { claimId: '1', personId: 'a', card: 'new' },
    { claimId: '2', personId: 'b', card: 'known' },
    { claimId: '3', personId: 'c', card: 'pair' },
    { claimId: '4', personId: 'd', card: 'pair' },
    { claimId: '5', personId: 'e', card: 'of f' },
    { claimId: '6', personId: 'a', card: 'new' },
    { claimId: '7', personId: 'h', card: 'on its way' },
  ]
  const paidTo = new Set(['known', 'of f'])
  const personsOf = new Map([
    ['known', new Set(['b'])],
    ['of f', new Set(['f'])],
    ['on its way', new Set(['g'])],
  ])
  const lastCardOf = new Map([
    ['b', 'known'],
    ['e', 'old'],
  ])
  expect(Object.fromEntries(batchFlags(payments, { paidTo, personsOf, lastCardOf }))).toEqual({
    '1': ['first-time-card'],
    '2': [],
    '3': ['first-time-card', 'shared-card'],
    '4': ['first-time-card', 'shared-card'],
    '5': ['shared-card', 'changed-card'],
    '6': ['first-time-card'],
    '7': ['first-time-card', 'shared-card'],
  })
})
