import { expect, it } from 'vitest'
import { tidyTitle } from './typed-text.ts'

it('keeps the brackets of a Chinese name wide, however they were typed', () => {
  expect(tidyTitle(' 石桥纺织（集团）有限公司 ')).toBe('石桥纺织（集团）有限公司')
  expect(tidyTitle('石桥纺织(集团)有限公司')).toBe('石桥纺织（集团）有限公司')
  expect(tidyTitle('Sample Works（Group）')).toBe('Sample Works(Group)')
})
