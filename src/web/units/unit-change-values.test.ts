import { describe, expect, it } from 'vitest'
import { changedOnly, firstValues, presentValues, type Profile } from './unit-change-values.ts'

const profile = {
  name: '甲单位',
  address: '示例路 1 号',
  invoiceTitle: '甲单位',
  taxNumber: '12371300495000001P',
  invoiceMail: 'bill@example.org',
  contactName: '林一',
  contactTelephone: '0539-1234567',
  contactMail: 'lin@example.org',
} as Profile
const came = (returned: Profile['returned']) => firstValues({ ...profile, returned })
const back = { reason: '请更正', explanation: '', anotherHandler: false }

describe('the form of 信息维护', () => {
  it('starts from the record of the unit, the name of the handler left out', () => {
    expect(came(null)).toEqual({ values: { ...presentValues(profile), contactName: '' }, mode: 'same' })
  })
  it('starts from what a returned change asked for, which is asked for again as it stands', () => {
    const { values, mode } = came({ ...back, wanted: { name: '甲公司', invoiceMail: 'new@example.org' } })
    expect(values).toMatchObject({ name: '甲公司', invoiceMail: 'new@example.org', address: '示例路 1 号' })
    expect(changedOnly(values, presentValues(profile), mode)).toEqual({
      name: '甲公司',
      invoiceMail: 'new@example.org',
    })
  })
  it('gives what the form shows of telephone and mail to another handler, and asks nothing of them otherwise', () => {
    const { values } = came(null)
    const { contactTelephone, contactMail } = profile
    expect(changedOnly(values, presentValues(profile), 'same')).toEqual({})
    expect(changedOnly(values, presentValues(profile), 'another')).toMatchObject({ contactTelephone, contactMail })
    const mended = { ...values, contactTelephone: '0539-7654321' }
    expect(changedOnly(mended, presentValues(profile), 'same')).toEqual({ contactTelephone: '0539-7654321' })
  })
  it('asks again for another handler, or for the spelling of the present one', () => {
    const wanted = { contactName: '何二' }
    expect(came({ ...back, anotherHandler: true, wanted })).toMatchObject({ mode: 'another', values: wanted })
    expect(came({ ...back, wanted })).toMatchObject({ mode: 'corrected', values: { ...wanted, contactIdNumber: '' } })
  })
})
