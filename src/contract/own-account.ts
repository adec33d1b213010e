import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { done, line, mobile, nothing, password, smsCode, timestamp } from './primitives.ts'

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

/** A unit's phone goes by 信息维护 instead: its office decides about it. */
export const sendOwnPhoneCode = endpoint({
  name: 'accounts.send-own-phone-code',
  kind: 'command',
  method: 'POST',
  path: '/api/session/phone/code',
  summary: 'SMS code to the phone that is to be this account’s',
  access: 'signed-in',
  scope: 'account',
  reauthenticates: true,
  input: z.strictObject({ phone: mobile }),
  output: z.strictObject({ resendAfterSeconds: z.int() }),
})

export const changePhone = endpoint({
  name: 'accounts.change-phone',
  kind: 'command',
  method: 'POST',
  path: '/api/session/phone',
  summary: 'Another phone of this account, with the code that was sent to it; the phone before is told',
  access: 'signed-in',
  scope: 'account',
  reauthenticates: true,
  input: z.strictObject({ phone: mobile, code: smsCode }),
  output: z.strictObject({ phoneMasked: z.string() }),
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
