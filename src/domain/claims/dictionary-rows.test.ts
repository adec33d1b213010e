import { describe, expect, it } from 'vitest'
import { judgeDictionaryRow, keyOfEntry, readDictionaryHeader, tidyEntryName } from './dictionary-rows.ts'

describe('the header of a dictionary', () => {
  it('is found by the words that hospitals, insurers and banks use', () => {
    expect(readDictionaryHeader('diagnoses', ['序号', ' ICD编码 ', '疾病名称*'])).toEqual({
      kind: 'header',
      places: { code: 1, name: 2 },
    })
    expect(readDictionaryHeader('hospitals', ['定点医疗机构名称', '定点医疗机构编码', '医疗机构等级'])).toEqual({
      kind: 'header',
      places: { name: 0, code: 1, level: 2 },
    })
  })
  it('takes the likelier of two words', () => {
    expect(readDictionaryHeader('banks', ['编码', '行号', '银行名称'])).toMatchObject({ places: { code: 1 } })
  })
  it('names the columns that are missing or stand there twice', () => {
    expect(readDictionaryHeader('hospitals', ['医院编码', '医院名称'])).toMatchObject({
      kind: 'incomplete',
      missing: ['level'],
    })
    expect(readDictionaryHeader('banks', ['行号', '行号', '行名'])).toMatchObject({
      kind: 'incomplete',
      repeated: ['code'],
    })
    expect(readDictionaryHeader('banks', ['姓名', '手机号'])).toEqual({ kind: 'none' })
  })
})

describe('a row of a dictionary', () => {
  it('is kept with its code upper case but for the x of its extension', () => {
    expect(judgeDictionaryRow('diagnoses', { code: ' c50.900X001 ', name: ' 乳腺恶性肿瘤 ' }).entry).toEqual({
      code: 'C50.900x001',
      name: '乳腺恶性肿瘤',
      codeSystem: 'ICD-10',
    })
    expect(judgeDictionaryRow('diagnoses', { code: 'A17.0+', name: '结核性脑膜炎' }).problems).toEqual([])
    expect(judgeDictionaryRow('diagnoses', { code: 'M80000/3', name: '肿瘤' }).problems).toEqual([])
  })
  it('of a hospital has one of three levels, or none', () => {
    const level = (typed: string) => judgeDictionaryRow('hospitals', { code: '1', name: '示例', level: typed })
    expect(level('三级甲等').entry?.level).toBe('三级')
    expect(level('未定级').entry).toMatchObject({ level: undefined })
    expect(level('甲等').problems).toEqual([{ code: 'level-unknown', level: '甲等' }])
  })
  it('is told everything that is wrong with it at once', () => {
    const { problems, entry } = judgeDictionaryRow('banks', { code: '银行', name: '' })
    expect(problems.map(({ code }) => code)).toEqual(['code-malformed', 'name-missing'])
    expect(entry).toBeUndefined()
    expect(judgeDictionaryRow('banks', { code: '1.03E+11', name: '甲' }).problems).toEqual([
      { code: 'code-lost-digits' },
    ])
    expect(judgeDictionaryRow('banks', { code: '1', name: '甲\ue000' }).problems).toEqual([{ code: 'name-malformed' }])
    expect(judgeDictionaryRow('banks', { code: '1', name: '甲'.repeat(201) }).problems).toEqual([
      { code: 'text-too-long', column: 'name', most: 200 },
    ])
  })
  it('is told apart by its version of the codes too', () => {
    expect(keyOfEntry({ code: 'A00', name: '', codeSystem: '医保版' })).not.toBe(keyOfEntry({ code: 'A00', name: '' }))
  })
})

it('a name has wide signs among Han and keeps the commas of figures', () => {
  expect(tidyEntryName('肺炎, 病原体未特指(重症)')).toBe('肺炎， 病原体未特指（重症）')
  expect(tidyEntryName('1,4-二氯苯中毒')).toBe('1,4-二氯苯中毒')
})
