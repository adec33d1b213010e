import { expect, it } from 'vitest'
import { rgb, short } from './operators.ts'

it('writes numbers and colours in few digits', () => {
  expect([short(62), short(533.284), short(-0.005)]).toEqual(['62', '533.28', '0'])
  expect([rgb('#000'), rgb('#FFF'), rgb('#1c1b19'), rgb('#1c1b19')]).toEqual([
    '0 0 0',
    '1 1 1',
    '0.11 0.11 0.1',
    '0.11 0.11 0.1',
  ])
})
