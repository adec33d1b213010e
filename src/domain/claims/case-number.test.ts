import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, date } from '../shared/calendar-date.ts'
import { caseNumberOf, parseCaseNumber } from './case-number.ts'

const refusedAs = (code: string) => ({ ok: false, refusal: { code } })

describe('a case number', () => {
  it('has 21 characters: CL, office, day of acceptance, count of that day', () => {
    expect(caseNumberOf('2000', date('2024-12-10'), 193)).toBe('CL2000202412100000193')
    expect(caseNumberOf('3713', date('2026-01-02'), 9_999_999)).toBe('CL3713202601029999999')
  })
  it('is not made where it would not have its length', () => {
    expect(() => caseNumberOf('20', date('2024-12-10'), 1)).toThrow('not the code of an office')
    expect(() => caseNumberOf('2000', date('2024-12-10'), 0)).toThrow('no case number for 0')
    expect(() => caseNumberOf('2000', date('2024-12-10'), 10_000_000)).toThrow('no case number')
  })
  it('is read in our form and in that of the platform before', () => {
    expect(parseCaseNumber('CL2000202412100000193')).toEqual({
      ok: true,
      value: { number: 'CL2000202412100000193', officeCode: '2000', acceptedOn: '2024-12-10', count: 193 },
    })
    expect(parseCaseNumber('CL2024090500001604')).toEqual({
      ok: true,
      value: { number: 'CL2024090500001604', officeCode: undefined, acceptedOn: '2024-09-05', count: 1604 },
    })
  })
  it('is read as people type it', () => {
    expect(parseCaseNumber(' ｃl 2000 20241210 0000193\u200b')).toMatchObject({
      value: { number: 'CL2000202412100000193' },
    })
  })
  it('is refused with a day that does not exist', () => {
    for (const text of ['CL2000202413100000193', 'CL2000202302290000193', 'CL2024093100001604', 'CL0000000000000000'])
      expect(parseCaseNumber(text)).toEqual(refusedAs('case-number-malformed'))
  })
  it('is refused with any other length or letter', () => {
    expect(parseCaseNumber(' ')).toEqual(refusedAs('case-number-missing'))
    for (const text of ['CL', 'QR2000202412100000193', 'CL20002024121000O0193', 'CL2024090500001604\n1'])
      expect(parseCaseNumber(text)).toEqual(refusedAs('case-number-malformed'))
    const whole = 'CL2000202412100000193'
    for (const length of [17, 19, 20, 22])
      expect(parseCaseNumber(`${whole}9`.slice(0, length))).toEqual(refusedAs('case-number-malformed'))
  })
  it('comes back as it was made', () => {
    const made = fc.tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 1, max: 9_999_999 }),
    )
    fc.assert(
      fc.property(made, ([office, days, count]) => {
        const officeCode = String(office).padStart(4, '0')
        const acceptedOn = addDays(date('1990-01-01'), days)
        const number = caseNumberOf(officeCode, acceptedOn, count)
        expect(parseCaseNumber(number)).toEqual({ ok: true, value: { number, officeCode, acceptedOn, count } })
      }),
    )
  })
})
