import { expect, test } from 'vitest'
import { nextCase } from './next-case.ts'

const row = (id: string, wishes: { blocked?: boolean; by?: 'me' | 'other' } = {}) => ({
  id,
  blocked: wishes.blocked ?? false,
  preferred: wishes.by === undefined ? null : { name: '某人', mine: wishes.by === 'me' },
})
const none = new Set<string>()

test('the next case is one that the reviewer may decide', () => {
  expect(nextCase([row('a', { blocked: true }), row('b')], none)?.id).toBe('b')
  expect(nextCase([row('a', { blocked: true, by: 'me' }), row('b', { by: 'other' })], none)?.id).toBe('b')
  expect(nextCase([row('a', { blocked: true })], none)).toBeUndefined()
})

test('the next case is what one knows, then what nobody else does, and never what was just decided', () => {
  const rows = [row('a', { by: 'other' }), row('b'), row('c', { by: 'me' })]
  expect(nextCase(rows, none)?.id).toBe('c')
  expect(nextCase(rows, new Set(['c']))?.id).toBe('b')
  expect(nextCase(rows, new Set(['b', 'c']))?.id).toBe('a')
})
