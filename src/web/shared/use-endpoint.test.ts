import { expect, test } from 'vitest'
import { listBatchLines } from '../../contract/payout-batches.ts'
import { listClaims } from '../../contract/claims.ts'
import { isSameObject } from './use-endpoint.ts'

test('an answer is kept on the page for another input about the same object only', () => {
  const lines = { id: '0191e0c0-0000-7000-8000-000000000001' }
  const others = { id: '0191e0c0-0000-7000-8000-000000000002' }
  expect(isSameObject(listBatchLines, lines, { ...lines, only: 'flagged' })).toBe(true)
  expect(isSameObject(listBatchLines, lines, others)).toBe(false)
  expect(isSameObject(listClaims, { tab: 'open' }, { tab: 'closed' })).toBe(true)
})
