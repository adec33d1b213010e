import { expect, test } from 'vitest'
import { uploadAttempts } from './upload-attempts.ts'

const file = { name: '发票.pdf', size: 2_048, lastModified: 1 }

test('a file dropped again after a lost answer is the same upload, to the same place only', () => {
  const attempts = uploadAttempts()
  const key = attempts.keyOf({ id: 'a' }, file)
  expect(attempts.keyOf({ id: 'a' }, { ...file })).toBe(key)
  expect(attempts.keyOf({ id: 'b' }, file)).not.toBe(key)
  expect(attempts.keyOf({ id: 'a' }, { ...file, lastModified: 2 })).not.toBe(key)
})

test('it is another one once it came or was refused, or once what came was taken away', () => {
  const attempts = uploadAttempts()
  const first = attempts.keyOf({ id: 'a' }, file)
  attempts.settle({ id: 'a' }, file)
  const second = attempts.keyOf({ id: 'a' }, file)
  expect(second).not.toBe(first)
  attempts.forget()
  expect(attempts.keyOf({ id: 'a' }, file)).not.toBe(second)
})

test('where each takes the place of the one before, it is another one once another was sent, whatever became of that', () => {
  const attempts = uploadAttempts({ replaces: true })
  const other = { ...file, name: '卡.png' }
  const first = attempts.keyOf({ id: 'a' }, file)
  expect(attempts.keyOf({ id: 'a' }, { ...file })).toBe(first)
  const replacing = attempts.keyOf({ id: 'a' }, other)
  expect(attempts.keyOf({ id: 'a' }, other)).toBe(replacing)
  attempts.settle({ id: 'a' }, other)
  expect(attempts.keyOf({ id: 'a' }, file)).not.toBe(first)
})
