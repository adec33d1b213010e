import { describe, expect, it } from 'vitest'
import { maskName, parsePersonName } from './person-name.ts'

const read = (text: string) => {
  const found = parsePersonName(text)
  return found.ok ? [found.value.name, ...found.value.notices] : [found.refusal.code]
}

describe('a name', () => {
  it.each([
    ['王小明', ['王小明']],
    [' 王  小 明 ', ['王小明']],
    ['王\u3000明\u200b', ['王明']],
    ['阿依古丽·买买提', ['阿依古丽·买买提']],
    ['阿依古丽 · 买买提', ['阿依古丽·买买提']],
    ['阿依古丽•买买提', ['阿依古丽·买买提', 'middle-dot-changed']],
    ['阿依古丽.买买提．艾力', ['阿依古丽·买买提·艾力', 'middle-dot-changed']],
    ['𠮷田明', ['𠮷田明', 'rare-characters']],
    ['〇', ['〇']],
    ['John  Smith', ['John Smith']],
    ["Mary-Jane O'Neil", ["Mary-Jane O'Neil"]],
    ['Smith, John F. Kennedy', ['Smith, John F. Kennedy']],
    ['José', ['José']],
    ['Ｊｏｈｎ', ['John']],
  ])('%j is read as %j', (typed, expected) => expect(read(typed)).toEqual(expected))

  it.each(['', ' ', '\u200b'])('%j is missing', (typed) => expect(read(typed)).toEqual(['name-missing']))

  it.each(['李@', '张3', '王\ue000', '=王', '王·', 'John1', '#N/A', '王John', '-', '王（大）'])(
    '%j is refused',
    (typed) => expect(read(typed)).toEqual(['name-has-other-characters']),
  )

  it('shows its first character only when masked', () => {
    expect(maskName('欧阳娜娜')).toBe('欧*')
    expect(maskName('𠮷田明')).toBe('𠮷*')
    expect(maskName('')).toBe('*')
  })
})
