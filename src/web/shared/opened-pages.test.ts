import { expect, it } from 'vitest'
import { plainTitle } from './opened-pages.ts'

it('a tab keeps the number of a case or an enrolment over a reload, and never a name or a document number', () => {
  expect(plainTitle('费用录入 · CL371320261120000000100')).toBe('费用录入')
  expect(plainTitle('费用录入 · CL3713202611200000001')).toBe('费用录入 · CL3713202611200000001')
  expect(plainTitle('参保录入 · CB37132611200001')).toBe('参保录入 · CB37132611200001')
  for (const object of ['甲单位', '王甲', '379901199001010019', 'H12345678', 'ABC123456789012', '6222020909003029'])
    expect(plainTitle(`查看 · ${object}`)).toBe('查看')
  expect(plainTitle('首页')).toBe('首页')
})
