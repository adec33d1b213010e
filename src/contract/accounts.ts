import * as z from 'zod/mini'
import { DESKS } from '../domain/organisations/desks.ts'
import { ORGANISATION_KINDS } from '../domain/organisations/tree.ts'
import { endpoint } from './endpoint.ts'
import { line, mobile, nothing, smsCode, timestamp, token, uuid } from './primitives.ts'

const password = z.string().check(z.minLength(1), z.maxLength(512))
const done = z.strictObject({ done: z.literal(true) })

/** What the sign-in page may know before anyone signs in. Demo accounts are listed in a demo database only. */
export const entrance = endpoint({
  name: 'accounts.entrance',
  kind: 'query',
  method: 'GET',
  path: '/api/entrance',
  summary: 'Association, telephone and, in demo mode, the demo accounts and people',
  access: 'anyone',
  scope: 'public',
  input: nothing,
  output: z.strictObject({
    associationName: z.string(),
    telephone: z.string(),
    demo: z.boolean(),
    demoAccounts: z.array(
      z.strictObject({ userName: z.string(), password: z.string(), organisationName: z.string(), title: z.string() }),
    ),
    /** Invented people under cover with whom 申领受理 may be tried, in a demo database only. */
    demoPeople: z.array(
      z.strictObject({
        unitName: z.string(),
        name: z.string(),
        idNumber: z.string(),
        covered: z.enum(['long', 'lately']),
      }),
    ),
  }),
})

const signInAnswer = z.strictObject({
  step: z.enum(['done', 'device-code', 'totp', 'password-due']),
  /** Carried to the next step; absent when done. */
  stepToken: z.optional(token),
  phoneMasked: z.optional(z.string()),
})

export const signIn = endpoint({
  name: 'accounts.sign-in',
  kind: 'command',
  method: 'POST',
  path: '/api/sign-in',
  summary: 'User name, phone or credit code with password; sets the session cookie when done',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 60, minutes: 1 },
  input: z.strictObject({ login: line(64), password }),
  output: signInAnswer,
})

/** Sends the code for an unknown device; also used to send it again. */
export const sendDeviceCode = endpoint({
  name: 'accounts.send-device-code',
  kind: 'command',
  method: 'POST',
  path: '/api/sign-in/code',
  summary: 'SMS code for a device that this account has not used for 30 days',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ stepToken: token }),
  output: z.strictObject({ resendAfterSeconds: z.int() }),
})

export const confirmDevice = endpoint({
  name: 'accounts.confirm-device',
  kind: 'command',
  method: 'POST',
  path: '/api/sign-in/device',
  summary: 'Ends the sign-in on an unknown device',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ stepToken: token, code: smsCode }),
  output: signInAnswer,
})

/** Where the deployment rotates passwords and this one is due: a new one ends the sign-in. */
export const renewPassword = endpoint({
  name: 'accounts.renew-password',
  kind: 'command',
  method: 'POST',
  path: '/api/sign-in/password',
  summary: 'Sets a new password where the old one is due, then signs in',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ stepToken: token, password }),
  output: signInAnswer,
})

export const signOut = endpoint({
  name: 'accounts.sign-out',
  kind: 'command',
  method: 'POST',
  path: '/api/sign-out',
  summary: 'Ends this session',
  access: 'signed-in',
  scope: 'account',
  input: nothing,
  output: done,
})

export const currentSession = endpoint({
  name: 'accounts.session',
  kind: 'query',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, with which desks, until when',
  access: 'signed-in',
  scope: 'account',
  input: nothing,
  output: z.strictObject({
    accountId: uuid,
    userName: z.string(),
    name: z.string(),
    organisation: z.strictObject({ id: uuid, kind: z.enum(ORGANISATION_KINDS), name: z.string(), code: z.string() }),
    desks: z.array(z.enum(DESKS)),
    theme: z.enum(['light', 'dark', 'system']),
    size: z.enum(['normal', 'large']),
    idleEndsAt: timestamp,
    endsAt: timestamp,
    demo: z.boolean(),
  }),
})

/** Any click, key or scroll counts as activity; the page sends it at most once a minute. */
export const activity = endpoint({
  name: 'accounts.activity',
  kind: 'query',
  method: 'POST',
  path: '/api/session/activity',
  summary: 'Keeps the session alive',
  access: 'signed-in',
  scope: 'account',
  input: nothing,
  output: z.strictObject({ idleEndsAt: timestamp, endsAt: timestamp }),
})

export const savePreferences = endpoint({
  name: 'accounts.save-preferences',
  kind: 'command',
  method: 'POST',
  path: '/api/session/preferences',
  summary: 'Theme and type size, remembered per account',
  access: 'signed-in',
  scope: 'account',
  input: z.strictObject({ theme: z.enum(['light', 'dark', 'system']), size: z.enum(['normal', 'large']) }),
  output: done,
})

export const sendPhoneCode = endpoint({
  name: 'accounts.send-phone-code',
  kind: 'command',
  method: 'POST',
  path: '/api/forgotten/code',
  summary: 'Code for 忘记密码 and 查用户名; the answer is the same whether or not the phone is known',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 20, minutes: 10 },
  input: z.strictObject({ phone: mobile }),
  output: z.strictObject({ stepToken: token, resendAfterSeconds: z.int() }),
})

export const confirmPhone = endpoint({
  name: 'accounts.confirm-phone',
  kind: 'command',
  method: 'POST',
  path: '/api/forgotten/accounts',
  summary: 'The accounts of a phone, after its code; the step token then allows one reset',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ stepToken: token, code: smsCode }),
  output: z.strictObject({
    accounts: z.array(z.strictObject({ id: uuid, userName: z.string(), organisationName: z.string() })),
  }),
})

export const resetPassword = endpoint({
  name: 'accounts.reset-password',
  kind: 'command',
  method: 'POST',
  path: '/api/forgotten/password',
  summary: 'Sets a new password for one of the accounts and ends its sessions; the second factor stays',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ stepToken: token, accountId: uuid, password }),
  output: z.strictObject({ userName: z.string() }),
})

export const activateAccount = endpoint({
  name: 'accounts.activate',
  kind: 'command',
  method: 'POST',
  path: '/api/activation',
  summary: 'First sign-in: user name and one-time activation code from the SMS, and a password of one’s own',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ userName: line(64), code: line(32), password }),
  output: signInAnswer,
})

/** Asked before what moves rights, phones or accounts (the refusal `password-needed`). */
export const confirmPassword = endpoint({
  name: 'accounts.confirm-password',
  kind: 'command',
  method: 'POST',
  path: '/api/session/confirm',
  summary: 'Gives the password once more; what asks for it is allowed for some minutes from then on',
  access: 'signed-in',
  scope: 'account',
  input: z.strictObject({ password }),
  output: done,
})

export const changePassword = endpoint({
  name: 'accounts.change-password',
  kind: 'command',
  method: 'POST',
  path: '/api/session/password',
  summary: 'Changes the password with the present one and ends the other sessions',
  access: 'signed-in',
  scope: 'account',
  input: z.strictObject({ present: password, password }),
  output: done,
})

export const listSessions = endpoint({
  name: 'accounts.list-sessions',
  kind: 'query',
  method: 'GET',
  path: '/api/sessions',
  summary: 'Live sessions of this account',
  access: 'signed-in',
  scope: 'account',
  input: nothing,
  output: z.strictObject({
    sessions: z.array(
      z.strictObject({
        id: z.string(),
        createdAt: timestamp,
        lastSeenAt: timestamp,
        address: z.string(),
        agent: z.string(),
        current: z.boolean(),
      }),
    ),
  }),
})

export const endSession = endpoint({
  name: 'accounts.end-session',
  kind: 'command',
  method: 'POST',
  path: '/api/sessions/end',
  summary: 'Ends one of this account’s sessions',
  access: 'signed-in',
  scope: 'account',
  input: z.strictObject({ id: line(64) }),
  output: done,
})
