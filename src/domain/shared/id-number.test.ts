import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { date } from './calendar-date.ts'
import { checkCharacter, maskBirth, maskIdNumber, parseIdNumber } from './id-number.ts'

const codeOf = (text: string, kind?: Parameters<typeof parseIdNumber>[1]) => {
  const read = parseIdNumber(text, kind)
  return read.ok ? read.value.kind : read.refusal.code
}

describe('the number of an identity document', () => {
  it.each([
    ['379900199001010019', 'resident-id', '1990-01-01', 'male'],
    ['239902197312311014', 'resident-id', '1973-12-31', 'male'],
    ['379901198506150027', 'resident-id', '1985-06-15', 'female'],
    ['810000199003071237', 'hmt-residence-permit', '1990-03-07', 'male'],
    ['820000198808084569', 'hmt-residence-permit', '1988-08-08', 'female'],
    ['911840198506120015', 'permanent-residence-card', '1985-06-12', 'male'],
  ])('%s is a %s, born %s, %s', (number, kind, born, sex) => {
    expect(parseIdNumber(number)).toEqual({ ok: true, value: { kind, number, born, sex } })
  })

  it('is read however it was typed', () => {
    for (const typed of [
      ' 37990019880406741x ',
      '３７９９００１９８８０４０６７４１ｘ',
      "'37990019880406741X",
      '379900 19880406 741X',
    ]) {
      expect(parseIdNumber(typed)).toMatchObject({ ok: true, value: { number: '37990019880406741X' } })
    }
    expect(codeOf('\u200b429922199206105823\u00a0')).toBe('resident-id')
  })

  it.each([
    ['', 'id-missing'],
    [' \u3000', 'id-missing'],
    ['37995519941020146', 'id-malformed'],
    ['3799001990010100199', 'id-malformed'],
    ['X79900199001010019', 'id-malformed'],
    ['169900199001010019', 'id-of-no-province'],
    ['379900199001010018', 'wrong-check-digit'],
    ['379900199002300018', 'impossible-birth-date'],
  ])('%j is refused: %s', (typed, code) => expect(codeOf(typed)).toBe(code))

  it('of 15 digits is refused with the 18 digits that it stands for, where its date exists', () => {
    const read = parseIdNumber('379900900101001')
    expect(read).toEqual({ ok: false, refusal: { code: 'id-of-15-digits', suggested: '379900199001010019' } })
    expect(codeOf('379900199001010019')).toBe('resident-id')
    expect(parseIdNumber('379900900230001')).toEqual({
      ok: false,
      refusal: { code: 'id-of-15-digits', suggested: undefined },
    })
  })

  it('tells old permanent residence cards and passports by their shape, without birth date and sex', () => {
    expect(parseIdNumber('usa110079010112')).toMatchObject({
      ok: true,
      value: { kind: 'permanent-residence-card', number: 'USA110079010112', born: undefined, sex: undefined },
    })
    expect(codeOf('E12345678')).toBe('passport')
    expect(codeOf('123456789')).toBe('id-malformed')
    expect(codeOf('123456789', 'passport')).toBe('passport')
    expect(codeOf('379900199001010019', 'permanent-residence-card')).toBe('id-malformed')
  })

  it('fails its check when any one digit changes or two neighbours swap', () => {
    const good = '379901198506150027'
    for (let at = 0; at < 17; at += 1) {
      for (const digit of '0123456789') {
        const changed = good.slice(0, at) + digit + good.slice(at + 1)
        if (changed !== good) expect(checkCharacter(changed)).not.toBe(good[17])
      }
      const swapped = good.slice(0, at) + good[at + 1] + good[at] + good.slice(at + 2)
      if (swapped !== good && at < 16) expect(checkCharacter(swapped)).not.toBe(good[17])
    }
  })

  it('is judged without ever failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const read = parseIdNumber(text)
        expect(read.ok || read.refusal.code !== undefined).toBe(true)
      }),
    )
  })

  it('shows only its ends when masked', () => {
    expect(maskIdNumber('37990019880406741X')).toBe('379***********741X')
    expect(maskIdNumber('E12345678')).toBe('E******78')
    expect(maskIdNumber('E1')).toBe('**')
    expect(maskBirth(date('1988-04-06'))).toBe('1988')
  })
})
