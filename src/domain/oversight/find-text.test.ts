import { expect, test } from 'vitest'
import { readFindText } from './find-text.ts'

test('what is typed is a number, a part of a name, or too little', () => {
  expect(readFindText(' cb3790 2611 ')).toEqual({ number: 'CB37902611', name: undefined })
  expect(readFindText('ＣＢ３７９０')).toEqual({ number: 'CB3790', name: undefined })
  expect(readFindText('石桥')).toEqual({ number: undefined, name: '石桥' })
  expect(readFindText('第2 棉纺厂')).toEqual({ number: undefined, name: '第2 棉纺厂' })
  for (const little of ['', ' ', 'CB3', '石', '%'])
    expect(readFindText(little)).toEqual({ number: undefined, name: undefined })
})
