import { describe, expect, it } from 'vitest'
import { proposalFor, suggestsAccident } from './diagnosis-proposal.ts'

describe('the code of a diagnosis', () => {
  it('suggests an accident from S to T and from V to Y', () => {
    for (const code of ['S00', 'S72.000', 'T30', 'T98.3', 'V01', 'W19', 'X59', 'Y98', 's06.0']) {
      expect([code, suggestsAccident(code)]).toEqual([code, true])
    }
    for (const code of ['A00', 'C50.9', 'I21', 'R10', 'U07.1', 'Z00', 'M54.5', '']) {
      expect([code, suggestsAccident(code)]).toEqual([code, false])
    }
  })
  it('proposes in situ and the lighter grade from D00 to D09', () => {
    expect(proposalFor('D05.1')).toMatchObject({ inSitu: true, grade: 'mild' })
    expect(proposalFor('D09.900')).toMatchObject({ inSitu: true })
    expect(proposalFor('D10')).toEqual({ inSitu: false, grade: undefined, category: undefined })
    expect(proposalFor('C50.9')).toMatchObject({ inSitu: false, grade: 'severe' })
  })
  it('leaves the grade of skin and thyroid cancers, and of anaemia, to people', () => {
    for (const code of ['C44.9', 'C73', 'D61.9', 'N18.9', 'I20']) expect(proposalFor(code).grade).toBeUndefined()
    for (const code of ['C43', 'C45', 'C72', 'C74', 'C91.0', 'I21.0', 'N18.5']) {
      expect(proposalFor(code).grade).toBe('severe')
    }
  })
  it('proposes the class of 南平 for cancers of women, and none where the operation decides', () => {
    for (const code of ['C50.900x001', 'C51', 'C52', 'C53.9', 'C54.1', 'C55', 'C56', 'C57.0'])
      expect(proposalFor(code, 'nanping-women').category).toBe('一类')
    for (const code of ['C57.1', 'C57', 'C58', 'D25.9', 'D05', 'N80', 'J18'])
      expect(proposalFor(code, 'nanping-women').category).toBeUndefined()
  })
  it('names the organ where a plan pays once per diagnosis, in situ or not', () => {
    const category = (code: string) => proposalFor(code, 'beijing-women').category
    expect(category('C50.4')).toBe(category('D05.9'))
    expect(category('C53')).toBe(category('D06'))
    expect(category('C54.1')).toBe('子宫内膜癌')
    expect(category('C54.9')).toBe('子宫体癌')
    expect(category('I10')).toBeUndefined()
    expect(proposalFor('C50', 'hubei-critical').category).toBeUndefined()
    expect(proposalFor('C50').category).toBeUndefined()
  })
})
