import { expect, it } from 'vitest'
import { newClaimEntry } from '../claims/claim-entry.ts'
import { cardMaterialOf, correctionOf, isSamePayee, judgePayeeReviewer } from './payee-correction.ts'

const { payee } = newClaimEntry('2026-01-01')
const frozen = { ...payee, name: '张三', card: '6222020000000000', bank: '示例银行' }

it('another card, bank or phone of the same person is a correction; another person is not', () => {
  expect(correctionOf(frozen, { ...frozen, card: '6222020000000001', bank: '乙银行', mobile: '19900000001' })).toBe(
    'correct-card',
  )
  for (const other of [{ name: '李四' }, { relation: 'spouse' as const }, { idNumber: '379901199001010509' }])
    expect(correctionOf(frozen, { ...frozen, ...other })).toBe('change-payee')
})
it('two payees are the same where the bank is told the same of both', () => {
  expect(isSamePayee(frozen, { ...frozen, mobile: '19900000001' })).toBe(true)
  for (const other of [{ card: '6222020000000001' }, { branch: '城东支行' }, { name: '李四' }])
    expect(isSamePayee(frozen, { ...frozen, ...other })).toBe(false)
})
it('is approved by somebody else than who entered it', () => {
  const corrector = { account: 'a', person: 'p' }
  expect(judgePayeeReviewer({ account: 'b', person: 'q' }, corrector).ok).toBe(true)
  expect(judgePayeeReviewer({ account: 'b', person: 'p' }, corrector).ok).toBe(false)
  expect(judgePayeeReviewer({ account: 'a', person: null }, corrector).ok).toBe(false)
})
it('the image of the card stands where its holder belongs', () => {
  expect(cardMaterialOf(frozen)).toBe('own-bank-card')
  expect(cardMaterialOf({ relation: 'child' })).toBe('payee-bank-card')
})
