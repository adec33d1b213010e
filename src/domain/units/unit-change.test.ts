import { describe, expect, it } from 'vitest'
import { bringsNewHandler, changesLetter, judgeUnitChange, needsPassword, type UnitValues } from './unit-change.ts'

const present: UnitValues = {
  name: '甲单位',
  address: '示例路 1 号',
  invoiceTitle: '甲单位',
  taxNumber: '12371300495000001P',
  invoiceMail: 'a@example.org',
  contactName: '林一',
  contactIdNumber: '379901198506150027',
  contactPhone: '19900000001',
  contactTelephone: '0539-1234567',
  contactMail: 'a@example.org',
}

describe('a change that a unit asks for', () => {
  it('holds what differs, in its stored form, and nothing else', () => {
    expect(judgeUnitChange({ name: '甲单位', address: ' 示例路  2 号 ', contactMail: '' }, present)).toEqual({
      ok: true,
      value: { address: '示例路 2 号' },
    })
    expect(judgeUnitChange({ name: '甲单位 ' }, present)).toMatchObject({ refusal: { code: 'change-empty' } })
    expect(judgeUnitChange({ taxNumber: '123' }, present)).toMatchObject({ refusal: { code: 'credit-code-length' } })
    expect(judgeUnitChange({ contactTelephone: '（0539）765－4321' }, present)).toEqual({
      ok: true,
      value: { contactTelephone: '(0539)765-4321' },
    })
    expect(needsPassword({ contactTelephone: '1' })).toBe(false)
    for (const contactTelephone of ['无', '------', '(0539)'])
      expect(judgeUnitChange({ contactTelephone }, present), contactTelephone).toMatchObject({
        refusal: { code: 'telephone-malformed' },
      })
    expect(judgeUnitChange({ contactPhone: '123' }, present)).toMatchObject({ refusal: { code: 'phone-malformed' } })
  })
  it('of the handler names a whole person, and asks for the password', () => {
    const incomplete = { refusal: { code: 'contact-incomplete' } }
    expect(judgeUnitChange({ contactName: '何二' }, present)).toMatchObject(incomplete)
    expect(judgeUnitChange({ contactIdNumber: '239902197312311014' }, present)).toMatchObject(incomplete)
    const corrected = { contactName: '林依', contactIdNumber: present.contactIdNumber }
    expect(judgeUnitChange(corrected, present)).toEqual({ ok: true, value: { contactName: '林依' } })
    expect([bringsNewHandler({ contactName: '林依' }), needsPassword({ contactName: '林依' })]).toEqual([false, true])
    const whole = { contactName: '何二', contactIdNumber: '239902197312311014', contactPhone: '19900000002' }
    const judged = judgeUnitChange(whole, present)
    expect(judged).toEqual({ ok: true, value: whole })
    expect([bringsNewHandler(whole), needsPassword(whole)]).toEqual([true, true])
    const unitsPhone = { ...whole, contactPhone: present.contactPhone, contactMail: present.contactMail }
    expect(judgeUnitChange(unitsPhone, present)).toEqual({ ok: true, value: unitsPhone })
    expect(judgeUnitChange({ ...whole, contactPhone: '' }, present)).toMatchObject(incomplete)
    expect([bringsNewHandler({ contactPhone: '1' }), needsPassword({ contactPhone: '1' })]).toEqual([false, true])
    expect([needsPassword({ name: 'x' }), changesLetter({ name: 'x' }), changesLetter({ taxNumber: 'x' })]).toEqual([
      false,
      true,
      false,
    ])
  })
})
