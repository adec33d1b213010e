import { readLogin, type Login } from '../../domain/accounts/login.ts'
import { mayTrySignIn } from '../../domain/accounts/lockout.ts'
import { secondFactorFor } from '../../domain/accounts/second-factor.ts'
import { deviceIsKnown } from '../../domain/accounts/session-life.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import type { Transaction } from '../db/transaction.ts'
import { deviceToken } from '../http/session-cookie.ts'
import type { Call } from '../http/mount.ts'
import { record } from '../journal.ts'
import { KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { findAccount, saveRehashed, type Account } from './account-store.ts'
import { openAccount } from './account-secrets.ts'
import { listAttempts, lockAttempts, saveAttempt } from './attempt-store.ts'
import { deviceLastSeen } from './device-store.ts'
import { tokenHash } from './random-codes.ts'
import { saveNewStep } from './sign-in-step-store.ts'
import { finishSignIn } from './start-session.ts'
import { tellLocked } from './tell-locked.ts'

type Answer = OutputOf<typeof contract.signIn> | KeptRefusal

/** Signs in, or leads on to the second factor. Unknown logins, wrong passwords and locks read and take the same. */
export async function signIn(
  tx: Transaction,
  services: Services,
  { login: typed, password }: InputOf<typeof contract.signIn>,
  call: Call,
): Promise<Answer> {
  const login = readLogin(typed)
  const account = await findAccount(tx, services.crypto, login, 'active')
  const subject = loginSubject(services, login)
  const early = await judgeTries(tx, subject, account)
  if (early) return refuseSignIn(tx, account, early)
  const right = await services.passwords.verify(account?.passwordHash ?? undefined, password)
  const late = await countTry(tx, services, { subject, account, right })
  if (late || !account) return refuseSignIn(tx, account, late ?? FAILED)
  if (services.passwords.isOutdated(account.passwordHash ?? ''))
    await saveRehashed(tx, account.id, await services.passwords.hash(password))
  return afterPassword(tx, services, account, call)
}

const FAILED = new KeptRefusal({ code: 'sign-in-failed' })

/** What failures are counted under: the login as typed, so that a lock says nothing about whether the account exists. */
export function loginSubject({ crypto }: Pick<Services, 'crypto'>, { by, value }: Login): Buffer {
  return crypto.blindIndex('attempts.login', `${by}:${value}`)
}

/** What the failures of all logins of one account are counted under. */
export function accountSubject({ crypto }: Pick<Services, 'crypto'>, accountId: string): Buffer {
  return crypto.blindIndex('attempts.account', accountId)
}

async function triesLeft(tx: Transaction, subject: Uint8Array, account: Account | undefined) {
  const failures = await listAttempts(tx, 'sign-in-failed', subject, 1)
  const lastSuccess = account?.signedInAt
  return mayTrySignIn({ failures, ...(lastSuccess ? { lastSuccess } : {}) }, tx.now)
}

async function judgeTries(tx: Transaction, subject: Uint8Array, account: Account | undefined) {
  const may = await triesLeft(tx, subject, account)
  return may.ok ? undefined : new KeptRefusal(may.refusal)
}

type Try = { readonly subject: Uint8Array; readonly account: Account | undefined; readonly right: boolean }

/**
 * Counts the try under its login and its account, one after the other with all others; the refusal, where there is
 * one. The password was compared before, so that nobody waits for a lock longer than the counting takes.
 */
async function countTry(
  tx: Transaction,
  services: Services,
  { subject, account, right }: Try,
): Promise<KeptRefusal | undefined> {
  const own = account ? accountSubject(services, account.id) : Buffer.concat([subject, Buffer.from('nobody')])
  for (const one of [subject, own]) await lockAttempts(tx, one)
  const locked = await judgeTries(tx, subject, account)
  if (locked) return locked
  const lockedByOthers = await judgeTries(tx, own, account)
  if (right && !lockedByOthers) return undefined
  for (const one of [subject, own]) await saveAttempt(tx, 'sign-in-failed', one)
  const locks = [await triesLeft(tx, subject, account), await triesLeft(tx, own, account)]
  const [until] = locks.flatMap((may) => (!may.ok && may.refusal.code === 'account-locked' ? may.refusal.until : []))
  await tellLocked(tx, services, account, until)
  return FAILED
}

async function refuseSignIn(tx: Transaction, account: Account | undefined, refusal: KeptRefusal): Promise<KeptRefusal> {
  await record(tx, {
    action: 'account.sign-in-refused',
    facts: { why: refusal.refusal.code },
    result: 'refused',
    ...(account ? { subject: account.id, place: account.place } : {}),
  })
  return refusal
}

async function afterPassword(tx: Transaction, services: Services, account: Account, call: Call): Promise<Answer> {
  const device = deviceToken(call.request)
  const seen = device === undefined ? undefined : await deviceLastSeen(tx, account.id, tokenHash(device))
  const { kind, hasTotp } = account
  const step = secondFactorFor({ kind, hasTotp, deviceKnown: deviceIsKnown(seen, tx.now) })
  if (step === 'none') return finishSignIn(tx, services, account, call)
  await record(tx, {
    action: 'account.second-factor-asked',
    subject: account.id,
    place: account.place,
    facts: { step },
  })
  const stepToken = await saveNewStep(tx, { step, accountId: account.id })
  const { phone } = openAccount(services.crypto, account.id, account.sealed)
  return { step, stepToken, ...(step === 'device-code' ? { phoneMasked: maskPhone(phone) } : {}) }
}
