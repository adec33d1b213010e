import { describe, expect, it } from 'vitest'
import { chapterOf } from '../../domain/claims/diagnosis-chapter.ts'
import { proposalFor } from '../../domain/claims/diagnosis-proposal.ts'
import { initialsOf } from './pinyin-initials.ts'
import { readChapters, readShipped } from './shipped-dictionaries.ts'

const [chapters, diagnoses, hospitals, banks] = await Promise.all([
  readChapters(),
  readShipped('diagnoses'),
  readShipped('hospitals'),
  readShipped('banks'),
])

describe('the dictionaries that ship', () => {
  it('have the 22 chapters of the classification, which do not overlap, and each diagnosis in one of them', () => {
    expect(chapters).toHaveLength(22)
    const sorted = [...chapters].sort((a, b) => (a.from < b.from ? -1 : 1))
    for (const [at, { from, to }] of sorted.entries()) {
      expect(from < to).toBe(true)
      expect((sorted[at - 1]?.to ?? '') < from).toBe(true)
    }
    expect(diagnoses.filter(({ code }) => !chapterOf(chapters, code))).toEqual([])
    expect(chapterOf(chapters, 'D48.9')?.name).toBe('肿瘤')
    expect(chapterOf(chapters, 'D50')?.name).toContain('血液')
    expect(chapterOf(chapters, 'M80000/3')?.name).toContain('肌肉骨骼')
    expect(chapterOf(chapters, 'T99')).toBeUndefined()
  })
  it('have categories of three characters, and four where plans tell them apart', () => {
    expect(diagnoses.filter(({ code }) => !/^[A-Z]\d\d(\.\d)?$/.test(code))).toEqual([])
    const codes = new Set(diagnoses.map(({ code }) => code))
    expect(
      diagnoses.filter(({ code }) => code.includes('.') && !codes.has(code.slice(0, 3))).map(({ code }) => code),
    ).toEqual(['U07.1'])
  })
  it('have every cancer of women that the plans pay for', () => {
    const women = diagnoses.filter(({ code }) => proposalFor(code, 'beijing-women').category)
    const heads = new Set(women.map(({ code }) => code.slice(0, 3)))
    expect([...heads]).toEqual(['C50', 'C51', 'C52', 'C53', 'C54', 'C55', 'C56', 'C57', 'C58', 'D05', 'D06', 'D07'])
  })
  it('have hospitals that are marked as invented, and banks that are real', () => {
    expect(hospitals.every(({ name }) => name.startsWith('示例') && name.endsWith('（示例）'))).toBe(true)
    expect(new Set(hospitals.map(({ level }) => level))).toEqual(new Set(['一级', '二级', '三级']))
    expect(banks.map(({ name }) => name)).toContain('中国工商银行')
  })
  it('have pinyin initials of small letters and digits', () => {
    expect(initialsOf('2型糖尿病')).toBe('2xtnb')
    expect(initialsOf('成熟T/NK细胞淋巴瘤')).toBe('cstnkxblbl')
    expect([...diagnoses, ...hospitals, ...banks].filter(({ initials }) => !/^[a-z0-9]+$/.test(initials))).toEqual([])
  })
})
