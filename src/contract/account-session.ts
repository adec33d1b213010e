import * as z from 'zod/mini'
import { DESKS } from '../domain/organisations/desks.ts'
import { ORGANISATION_KINDS } from '../domain/organisations/tree.ts'
import { endpoint } from './endpoint.ts'
import { count, done, nothing, uuid } from './primitives.ts'

/** Until the session ends without activity, or at the latest: told as a span, since the clock of the machine may be wrong. */
const secondsLeft = count

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
    /** Empty where there is none yet: the first administrator’s is entered after the activation. */
    phoneMasked: z.string(),
    organisation: z.strictObject({ id: uuid, kind: z.enum(ORGANISATION_KINDS), name: z.string(), code: z.string() }),
    desks: z.array(z.enum(DESKS)),
    theme: z.enum(['light', 'dark', 'system']),
    size: z.enum(['normal', 'large']),
    secondsLeft,
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
  output: z.strictObject({ secondsLeft }),
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
