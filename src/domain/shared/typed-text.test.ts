import { expect, it } from 'vitest'
import { tidySentence, tidyTitle } from './typed-text.ts'

it('keeps the brackets of a Chinese name wide, however they were typed', () => {
  expect(tidyTitle(' 石桥纺织（集团）有限公司 ')).toBe('石桥纺织（集团）有限公司')
  expect(tidyTitle('石桥纺织(集团)有限公司')).toBe('石桥纺织（集团）有限公司')
  expect(tidyTitle('Sample Works（Group）')).toBe('Sample Works(Group)')
})

it('leaves the punctuation of a sentence as it was written', () => {
  expect(tidySentence(' 下班途中摔伤，\u200b左腿骨折。\n')).toBe('下班途中摔伤，左腿骨折。')
})
