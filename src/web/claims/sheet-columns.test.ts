import { expect, it } from 'vitest'
import { entryNeeds } from '../../domain/claims/entry-needs.ts'
import { SHEET_AMOUNTS } from '../../domain/plans/benefit-terms.ts'
import { planOf } from '../../../tests/support/benefit-cases.ts'
import { amountColumns, newSheet } from './sheet-columns.ts'

it('a sheet begins with the insurance of the one before, with the usual one, or with none where the plan pays by it', () => {
  expect(newSheet().insurance).toBe('')
  expect(newSheet(undefined, 'employee').insurance).toBe('employee')
  expect(newSheet({ ...newSheet(), insurance: 'resident' }, 'employee').insurance).toBe('resident')
})

it('amounts stand in the order of the paper: the usual ones and those filled in first, the others behind', () => {
  const read = entryNeeds(planOf('comprehensive'), 'illness-inpatient')
  const needs = { ...read, amounts: [...read.amounts], categories: [...read.categories] }
  const order = ['inScope', 'cash', 'fullySelfPaid', 'total', 'pooledFund', 'selfPaid2', 'selfPaid1'] as const
  const { first, more } = amountColumns(needs, [...order], newSheet())
  expect(first).toEqual(['cash', 'fullySelfPaid', 'total', 'pooledFund', 'selfPaid2', 'selfPaid1'])
  expect(more).toEqual(['inScope'])
  const filled = amountColumns(needs, [...order], { ...newSheet(), inScope: '9.00' })
  expect(filled).toEqual({ first: order, more: [] })
  const usual = amountColumns(needs, [...SHEET_AMOUNTS], newSheet())
  expect([...usual.first, ...usual.more].toSorted()).toEqual([...SHEET_AMOUNTS].toSorted())
})
