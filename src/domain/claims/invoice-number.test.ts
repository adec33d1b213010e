import { describe, expect, it } from 'vitest'
import { parseInvoiceNumber } from './invoice-number.ts'

function keyOf(typed: string): string | undefined {
  const read = parseInvoiceNumber(typed)
  return read.ok ? read.value.key : undefined
}

describe('an invoice number', () => {
  it('is one number however it was typed', () => {
    for (const typed of [
      'zy10-0204',
      ' ZY 1002 04 ',
      'ＺＹ１００２０４',
      'ZY1OO2O4',
      'zyl00204',
      'ZY—100204',
      'ZY\u200b100204',
      "'ZY100204",
    ])
      expect(keyOf(typed)).toBe('ZY100204')
  })
  it('is shown with the letters as typed', () => {
    expect(parseInvoiceNumber('zyo-01')).toEqual({ ok: true, value: { number: 'ZYO-01', key: 'ZY001' } })
  })
  it('keeps numbers of a printed series apart', () => {
    expect(keyOf('00012345')).not.toBe(keyOf('12345'))
    expect(keyOf('12345')).not.toBe(keyOf('12346'))
  })
  it('is refused where it is no number', () => {
    expect(parseInvoiceNumber(' ')).toEqual({ ok: false, refusal: { code: 'invoice-number-missing' } })
    for (const typed of ['发票1', '-', '1--2', '1.23E+19'])
      expect(parseInvoiceNumber(typed)).toEqual({ ok: false, refusal: { code: 'invoice-number-malformed' } })
    expect(parseInvoiceNumber('1'.repeat(41))).toEqual({
      ok: false,
      refusal: { code: 'invoice-number-too-long', most: 40 },
    })
  })
})
