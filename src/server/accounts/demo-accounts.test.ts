import { describe, expect, it } from 'vitest'
import { judgePassword } from '../../domain/accounts/password-rules.ts'
import { isOfficer } from '../../domain/organisations/desks.ts'
import { parseIdNumber } from '../../domain/shared/id-number.ts'
import { parseCreditCode } from '../../domain/units/credit-code.ts'
import { isCommonPassword } from './common-passwords.ts'
import { DEMO_ACCOUNTS } from './demo-accounts.ts'

describe('the demo accounts', () => {
  it('have passwords that the rules accept', () => {
    for (const { userName, name, desks, password } of DEMO_ACCOUNTS) {
      const kind = isOfficer(desks) ? 'officer' : 'handler'
      const judged = judgePassword(password, {
        kind,
        knownWords: [userName, name],
        isCommon: isCommonPassword,
        switches: {},
      })
      expect(judged, userName).toMatchObject({ ok: true })
    }
  })
  it('belong to different people at organisations with well-formed codes', () => {
    for (const key of ['userName', 'phone', 'idNumber', 'password'] as const)
      expect(new Set(DEMO_ACCOUNTS.map((account) => account[key])).size).toBe(DEMO_ACCOUNTS.length)
    for (const { idNumber, organisationCode } of DEMO_ACCOUNTS) {
      expect(parseIdNumber(idNumber)).toMatchObject({ ok: true })
      if (organisationCode.length > 4)
        expect(parseCreditCode(organisationCode)).toMatchObject({ value: { checkDigit: 'right' } })
    }
  })
})
