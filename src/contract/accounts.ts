import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { line, mobile, nothing, password, smsCode, token, uuid } from './primitives.ts'

/** What the sign-in page may know before anyone signs in. Demo accounts are listed in a demo database only. */
export const entrance = endpoint({
  name: 'accounts.entrance',
  kind: 'query',
  method: 'GET',
  path: '/api/entrance',
  summary: 'Association, telephones of its offices and, in demo mode, the demo accounts and people',
  access: 'anyone',
  scope: 'public',
  input: nothing,
  output: z.strictObject({
    associationName: z.string(),
    /** Of the offices; of the head office where none of them has one. */
    telephones: z.array(z.strictObject({ name: z.string(), telephone: z.string() })),
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
