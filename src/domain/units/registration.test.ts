import { describe, expect, it } from 'vitest'
import { REGISTRATION_DOCUMENTS } from './registration-fields.ts'
import { changedForm, judgeRegistration, mayDecideRegistration, type RegistrationForm } from './registration.ts'

const documents = new Set(REGISTRATION_DOCUMENTS)
const form: RegistrationForm = {
  creditCode: ' 1237130049500000 1p',
  name: '示例机械厂 ',
  kind: 'enterprise',
  address: '示例路 1 号',
  agencyId: '019a0000-0000-7000-8000-000000000001',
  staffCount: 400,
  womenCount: 120,
  unionName: '示例机械厂工会委员会',
  contactName: '欧阳 晓',
  contactIdNumber: '379901198506150027',
  contactPhone: '+86 199 0000 0001',
  contactTelephone: '（0539）123-4567',
  contactMail: 'union@example.org',
  userName: 'OuyangXiao',
}

describe('the form of a new unit', () => {
  it('becomes the facts of the unit, each in its stored form', () => {
    const { missing, problems, facts } = judgeRegistration(form, documents)
    expect([missing, problems]).toEqual([[], []])
    expect(facts).toMatchObject({
      creditCode: '12371300495000001P',
      name: '示例机械厂',
      userName: 'ouyangxiao',
      unionCreditCode: '',
      contact: { name: '欧阳晓', phone: '19900000001', telephone: '(0539)123-4567', idNumber: '379901198506150027' },
    })
  })
  it('says all that is missing at once, documents too, and nothing is wrong while it is empty', () => {
    const { missing, problems, facts } = judgeRegistration({ name: '  ' }, new Set())
    expect(missing).toHaveLength(15)
    expect(missing).toContain('name')
    expect(missing).toContain('union-certificate')
    expect([problems, facts]).toEqual([[], undefined])
  })
  it('says what is wrong field by field', () => {
    const wrong = {
      ...form,
      creditCode: '9135O100M000100Y43',
      unionCreditCode: '123',
      contactName: '张3',
      contactIdNumber: '379901198506150028',
      contactPhone: '12345',
      contactTelephone: '无',
      contactMail: 'union@example',
      userName: '欧阳',
      womenCount: 401,
    }
    const { problems, facts } = judgeRegistration(wrong, documents)
    expect(problems.map(({ field, refusal }) => [field, refusal.code])).toEqual([
      ['creditCode', 'credit-code-character'],
      ['unionCreditCode', 'credit-code-length'],
      ['contactName', 'name-has-other-characters'],
      ['contactIdNumber', 'wrong-check-digit'],
      ['contactPhone', 'phone-malformed'],
      ['contactTelephone', 'telephone-malformed'],
      ['contactMail', 'mail-malformed'],
      ['userName', 'user-name-malformed'],
      ['womenCount', 'women-exceed-staff'],
    ])
    expect(facts).toBeUndefined()
  })
  it('takes a credit code with a wrong check digit once the applicant has confirmed it', () => {
    const typed = { ...form, creditCode: '12371300495000001Q' }
    expect(judgeRegistration(typed, documents).problems).toEqual([
      { field: 'creditCode', refusal: { code: 'credit-code-check-digit' } },
    ])
    expect(judgeRegistration({ ...typed, creditCodeConfirmed: true }, documents).facts?.creditCode).toBe(
      '12371300495000001Q',
    )
  })
})

describe('a registration', () => {
  it('is not decided by the person who hands it in', () => {
    expect(mayDecideRegistration('aa', 'aa')).toMatchObject({ refusal: { code: 'own-registration' } })
    expect(mayDecideRegistration('aa', 'bb').ok).toBe(true)
    expect(mayDecideRegistration(undefined, undefined).ok).toBe(true)
  })
})

describe('a credit code whose check digit is wrong', () => {
  const confirmed = { ...form, creditCode: '12371300495000001A', creditCodeConfirmed: true }
  const problems = (of: RegistrationForm) =>
    judgeRegistration(of, documents).problems.map(({ refusal }) => refusal.code)

  it('is taken once it was looked at again, however it is spaced', () => {
    expect(problems(changedForm(confirmed, { creditCode: '123713 00495000001a' }))).toEqual([])
    expect(problems(changedForm(confirmed, { name: '示例纺织厂' }))).toEqual([])
  })
  it('vouches for no other: the next wrong one is looked at again too', () => {
    const next = changedForm(confirmed, { creditCode: '12371300495000001B' })
    expect(problems(next)).toEqual(['credit-code-check-digit'])
    expect(problems(changedForm(next, { creditCodeConfirmed: true }))).toEqual([])
  })
})
