import { expect, it } from 'vitest'
import { newSheet } from './sheet-columns.ts'

it('a sheet begins with the insurance of the one before, with the usual one, or with none where the plan pays by it', () => {
  expect(newSheet().insurance).toBe('')
  expect(newSheet(undefined, 'employee').insurance).toBe('employee')
  expect(newSheet({ ...newSheet(), insurance: 'resident' }, 'employee').insurance).toBe('resident')
})
