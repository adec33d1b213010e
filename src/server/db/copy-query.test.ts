import { expect, test } from 'vitest'
import { withLiterals } from './copy-query.ts'

test('each number stands for its own value, beyond nine as well, and a value that looks like a number for itself', () => {
  const numbers = Array.from({ length: 12 }, (_, at) => `$${at + 1}`)
  const values = numbers.map((_, at) => (at === 0 ? '$2' : `v${at + 1}`))
  expect(withLiterals(numbers.join(' '), values)).toBe(values.map((value) => `'${value}'`).join(' '))
})

test.each([
  ['a quote', `'); select 1 --`, `'''); select 1 --'`],
  ['a backslash', `\\`, ` E'\\\\'`],
  ['a pattern that escapes itself', `%\\_\\'%`, ` E'%\\\\_\\\\''%'`],
  ['a dollar sign, which means something to a replacement', `$&$'`, `'$&$'''`],
  ['null', null, 'null'],
  ['nothing', undefined, 'null'],
  ['an integer', -5, '-5'],
  ['a truth', true, 'true'],
  ['a moment', new Date('2026-11-10T01:00:00.000Z'), `'2026-11-10T01:00:00.000Z'`],
])('%s is quoted', (_, value, literal) => {
  expect(withLiterals('$1', [value])).toBe(literal)
})

test.each([[Number.NaN], [1.5], [['a']], [{ toString: () => '1' }], [Buffer.from('a')]])('%s is refused', (value) => {
  expect(() => withLiterals('$1', [value])).toThrow('cannot be copied')
})
