import { describe, expect, it } from 'vitest'
import { newClaimEntry } from './claim-entry.ts'
import { keptAccount, lacksAccount, wholeAccount, withAccount } from './payee-account.ts'

const CARD = '6222020909003028973'

describe('the account asked for beside the card', () => {
  it('is kept as far as it is typed', () => {
    expect(keptAccount({ card: '6222 02', bank: ' 工行 ' })).toEqual({
      ok: true,
      value: { card: '622202', bank: '工行' },
    })
    expect(keptAccount({ card: '', bank: '' })).toEqual({ ok: true, value: { card: '', bank: '' } })
  })
  it('is not kept with letters or more digits than any card has', () => {
    expect(keptAccount({ card: '62x', bank: '' })).toMatchObject({
      ok: false,
      refusal: { code: 'bank-card-character' },
    })
    expect(keptAccount({ card: '1'.repeat(20), bank: '' })).toMatchObject({ refusal: { code: 'bank-card-length' } })
  })
  it('is whole with a number and a bank', () => {
    expect(wholeAccount({ card: CARD, bank: '工商银行' }).ok).toBe(true)
    expect(wholeAccount({ card: CARD, bank: ' ' })).toMatchObject({ refusal: { code: 'bank-name-missing' } })
    expect(wholeAccount({ card: CARD, bank: '示例银行，城东支行' })).toMatchObject({
      refusal: { code: 'bank-name-character', character: ',' },
    })
    expect(wholeAccount({ card: '6222', bank: '工商银行' })).toMatchObject({ refusal: { code: 'bank-card-length' } })
  })
  it('is carried to the payee, and to other cases only where none was entered', () => {
    const entry = newClaimEntry('2026-11-01')
    expect(lacksAccount(entry)).toBe(true)
    const carried = withAccount(entry, { card: CARD, bank: '工商银行' })
    expect(carried.payee).toMatchObject({ card: CARD, bank: '工商银行' })
    expect(lacksAccount(carried)).toBe(false)
  })
})
