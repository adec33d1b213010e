import { expect, it } from 'vitest'
import { cronPattern } from './start-jobs.ts'

it('nights are those of Shanghai', () => {
  expect(cronPattern({ hour: 3, minute: 40 })).toBe('40 19 * * *')
  expect(cronPattern({ hour: 9, minute: 5 })).toBe('5 1 * * *')
})
