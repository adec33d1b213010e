import { expect, it } from 'vitest'
import { sheetOf } from '../../../tests/support/entry-case.ts'
import { newClaimEntry } from '../../domain/claims/claim-entry.ts'
import { typedText } from './typed-text.ts'

it('what was typed is copied whole, a field a line by its name, and codes in words', () => {
  const begun = newClaimEntry('2026-01-12')
  const text = typedText({
    payee: { ...begun.payee, relation: 'spouse', name: '王甲', branch: '另一支行' },
    incident: { ...begun.incident, diagnosisName: '急性阑尾炎', grade: 'severe', inSitu: true, disabilityGrade: 7 },
    sheets: [sheetOf({ invoiceNumber: '26370001' }), sheetOf({ invoiceNumber: '26370002', remote: true })],
  })
  const lines = text.split('\n')
  expect(lines.slice(0, 8)).toEqual([
    '与被保障人关系：配偶',
    '领款人姓名：王甲',
    '开户行：另一支行',
    '出险日期：2026-01-12',
    '诊断：急性阑尾炎',
    '病种等级：重度',
    '原位癌：是',
    '伤残等级：7',
  ])
  expect(lines).toContain('第 1 张结算单的结算总金额：18640.00')
  expect(lines).toContain('第 2 张结算单的医保类别：职工医保')
  expect(lines.filter((line) => line.includes('发票号码'))).toEqual([
    '第 1 张结算单的发票号码：26370001',
    '第 2 张结算单的发票号码：26370002',
  ])
  expect(lines.filter((line) => line.includes('异地'))).toEqual(['第 2 张结算单的是否异地就医：是'])
})
