import { describe, expect, it } from 'vitest'
import { tidyAmount } from './tidy-amount.ts'
import { toDigits, toHalfWidth } from './to-digits.ts'
import { typedDate } from '../../domain/shared/typed-date.ts'
import { tidyDate } from './typed-date.ts'

describe('a typed date', () => {
  it('is read with and without separators, in full-width digits and in Chinese', () => {
    for (const typed of ['20260102', '2026-01-02', '2026/1/2', '2026.1.2', '２０２６０１０２', ' 2026年1月2日 ']) {
      expect([typed, typedDate(typed)]).toEqual([typed, '2026-01-02'])
    }
  })
  it('is none where the day does not exist, and stays as typed', () => {
    expect(typedDate('2026-02-30')).toBeUndefined()
    expect(typedDate('260102')).toBeUndefined()
    expect(tidyDate(' 2026-02-30 ')).toBe('2026-02-30')
  })
})

describe('a typed amount', () => {
  it('becomes decimal yuan with two decimals', () => {
    expect(tidyAmount('￥1,234.5')).toBe('1234.50')
    expect(tidyAmount('１２元')).toBe('12.00')
    expect(tidyAmount('007')).toBe('7.00')
  })
  it('stays as typed where it is none', () => {
    expect(tidyAmount('12.345')).toBe('12.345')
    expect(tidyAmount('abc')).toBe('abc')
    expect(tidyAmount('-5')).toBe('-5')
  })
})

describe('typed digits', () => {
  it('lose their width and everything else', () => {
    expect(toDigits('１９９－0000 0000')).toBe('19900000000')
    expect(toHalfWidth('　Ａｂ１　')).toBe('Ab1')
  })
})
