import { judgePassword } from '../../domain/accounts/password-rules.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import type { Account } from './account-store.ts'
import { isCommonPassword } from './common-passwords.ts'

/** The hash of a new password for this account; refused where the password is too weak for it. */
export async function hashNewPassword(
  { crypto, passwords, passwordSwitches: switches }: Pick<Services, 'crypto' | 'passwords' | 'passwordSwitches'>,
  account: Account,
  typed: string,
): Promise<string> {
  const { phone } = openAccount(crypto, account.id, account.sealed)
  const { kind, userName, name, organisationName, organisationCode } = account
  const knownWords = [userName, name, organisationName, organisationCode, phone]
  return passwords.hash(accepted(judgePassword(typed, { kind, knownWords, isCommon: isCommonPassword, switches })))
}
