import { expect, test } from 'vitest'
import { judgeInvoiceMobile, judgeTaxNumber } from './invoicee.ts'

test('the tax number of a unit is a credit code: a wrong structure is refused, a wrong check digit is not', () => {
  expect(judgeTaxNumber('unit', ' 12371300495000001p')).toEqual({ ok: true, value: '12371300495000001P' })
  expect(judgeTaxNumber('unit', '12371300495000001A')).toEqual({ ok: true, value: '12371300495000001A' })
  expect(judgeTaxNumber('unit', '1237130049500001P')).toMatchObject({
    refusal: { code: 'credit-code-length', length: 17 },
  })
  expect(judgeTaxNumber('unit', '12371300495O00001P')).toMatchObject({ refusal: { code: 'credit-code-character' } })
  expect(judgeTaxNumber('unit', ' ')).toMatchObject({ refusal: { code: 'invoice-tax-number-missing' } })
  expect(judgeTaxNumber('person', '')).toEqual({ ok: true, value: '' })
})

test('a mobile number is one where it is given', () => {
  expect(judgeInvoiceMobile('')).toEqual({ ok: true, value: '' })
  expect(judgeInvoiceMobile('199 0000 0001')).toEqual({ ok: true, value: '19900000001' })
  expect(judgeInvoiceMobile('见备注')).toMatchObject({ refusal: { code: 'phone-malformed' } })
})
