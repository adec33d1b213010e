import * as z from 'zod/mini'
import { REGISTRATION_DOCUMENTS, REGISTRATION_FIELDS, UNIT_KINDS } from '../domain/units/registration-fields.ts'
import { endpoint, fileRoute } from './endpoint.ts'
import { line, mobile, nothing, optionalLine, smsCode, timestamp, token, uuid, version } from './primitives.ts'

export const REGISTRATION_STATES = ['draft', 'submitted', 'returned', 'approved'] as const

/** Every field of the form; all optional while it is a draft, what is missing is judged at 【注册】. */
export const registrationFields = z.strictObject({
  creditCode: optionalLine(30),
  /** The applicant has confirmed a credit code whose check digit is wrong. */
  creditCodeConfirmed: z.optional(z.boolean()),
  name: optionalLine(100),
  kind: z.optional(z.enum(UNIT_KINDS)),
  industry: optionalLine(50),
  address: optionalLine(200),
  agencyId: z.optional(uuid),
  staffCount: z.optional(z.int().check(z.minimum(0), z.maximum(10_000_000))),
  womenCount: z.optional(z.int().check(z.minimum(0), z.maximum(10_000_000))),
  unionName: optionalLine(100),
  unionCreditCode: optionalLine(30),
  unionChair: optionalLine(50),
  contactName: optionalLine(50),
  contactIdNumber: optionalLine(30),
  contactPhone: optionalLine(20),
  contactTelephone: optionalLine(30),
  contactMail: optionalLine(100),
  userName: optionalLine(64),
})

/** Fields and documents of the form, by which reasons and problems name what they are about. */
export const registrationField = z.enum([...REGISTRATION_FIELDS, ...REGISTRATION_DOCUMENTS])

export const reasons = z.array(z.strictObject({ field: registrationField, text: z.string() }))

export const registration = z.strictObject({
  state: z.enum(REGISTRATION_STATES),
  number: z.nullable(z.string()),
  fields: registrationFields,
  documents: z.array(z.strictObject({ kind: z.enum(REGISTRATION_DOCUMENTS), fileId: uuid, name: z.string() })),
  reasons,
  version,
})

export const listAgencies = endpoint({
  name: 'units.agencies',
  kind: 'query',
  method: 'GET',
  path: '/api/registration/agencies',
  summary: 'The tree of offices and agencies that a new unit chooses from',
  access: 'anyone',
  scope: 'public',
  input: nothing,
  output: z.strictObject({
    agencies: z.array(
      z.strictObject({
        id: uuid,
        parentId: z.nullable(uuid),
        kind: z.enum(['head', 'office', 'agency']),
        name: z.string(),
        telephone: z.string(),
      }),
    ),
  }),
})

/** A credit code is public: that it exists is told at once, with the way to 忘记密码. */
export const checkCreditCode = endpoint({
  name: 'units.check-credit-code',
  kind: 'query',
  method: 'POST',
  path: '/api/registration/credit-code',
  summary: 'Structure, check digit, and whether a unit with this code is registered',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 60, minutes: 10 },
  input: z.strictObject({ creditCode: line(30) }),
  output: z.strictObject({
    verdict: z.enum(['fine', 'malformed', 'wrong-check-digit', 'registered']),
    normalised: z.string(),
  }),
})

export const proposeUserName = endpoint({
  name: 'units.propose-user-name',
  kind: 'query',
  method: 'POST',
  path: '/api/registration/user-name',
  summary: 'Lowercase pinyin of the handler’s name, numbered where taken; the applicant may correct it',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 60, minutes: 10 },
  input: z.strictObject({ name: line(50) }),
  output: z.strictObject({ userName: z.string() }),
})

export const startRegistration = endpoint({
  name: 'units.start-registration',
  kind: 'command',
  method: 'POST',
  path: '/api/registration/drafts',
  summary: 'Opens a draft; its token is the only key to it and lives 24 hours while nothing is submitted',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 20, minutes: 60 },
  input: nothing,
  output: z.strictObject({ draft: token }),
})

export const getDraft = endpoint({
  name: 'units.draft',
  kind: 'query',
  method: 'POST',
  path: '/api/registration/draft',
  summary: 'The draft with what is still missing; once it is submitted, its number and state alone',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ draft: token }),
  output: z.strictObject({ registration, missing: z.array(registrationField) }),
})

export const saveDraft = endpoint({
  name: 'units.save-draft',
  kind: 'command',
  method: 'POST',
  path: '/api/registration/draft/save',
  summary: 'Saves what has been filled in so far',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ draft: token, fields: registrationFields }),
  output: z.strictObject({ missing: z.array(registrationField), problems: reasons, version }),
})

export const uploadRegistrationDocument = fileRoute({
  name: 'units.upload-registration-document',
  kind: 'upload',
  method: 'POST',
  path: '/api/registration/documents/:kind',
  summary: 'jpg, jpeg or png up to 10 MB; the draft token comes in the header X-Huzhu-Draft; replaces an earlier one',
  access: 'anyone',
  scope: 'public',
  limit: 10 * 1024 * 1024,
  input: z.strictObject({ kind: z.enum(REGISTRATION_DOCUMENTS) }),
  output: z.strictObject({ fileId: uuid, name: z.string() }),
})

export const viewRegistrationDocument = fileRoute({
  name: 'units.view-registration-document',
  kind: 'download',
  method: 'GET',
  path: '/api/registrations/:id/documents/:fileId',
  summary: 'The re-encoded picture, for reviewers; each view is journaled',
  access: ['registration-review'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, fileId: uuid }),
  output: z.any(),
})

/** 【注册】 → 【发送验证码】 */
export const sendRegistrationCode = endpoint({
  name: 'units.send-registration-code',
  kind: 'command',
  method: 'POST',
  path: '/api/registration/draft/code',
  summary: 'Judges the form whole and sends the SMS code to the contact’s phone',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ draft: token }),
  output: z.strictObject({ resendAfterSeconds: z.int(), phoneMasked: z.string() }),
})

/** 【确定】: code right → the registration goes to the agency’s pool. */
export const submitRegistration = endpoint({
  name: 'units.submit-registration',
  kind: 'command',
  method: 'POST',
  path: '/api/registration/draft/submit',
  summary: 'Submits, or submits again after a return; answers the reference number',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ draft: token, code: smsCode }),
  output: z.strictObject({ number: z.string() }),
})

export const sendProgressCode = endpoint({
  name: 'units.send-progress-code',
  kind: 'command',
  method: 'POST',
  path: '/api/registration/progress/code',
  summary: 'Code to the contact’s phone; the same answer whether or not number and phone belong together',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 20, minutes: 10 },
  input: z.strictObject({ number: line(30), phone: mobile }),
  output: z.strictObject({ stepToken: token, resendAfterSeconds: z.int() }),
})

export const registrationProgress = endpoint({
  name: 'units.registration-progress',
  kind: 'command',
  method: 'POST',
  path: '/api/registration/progress',
  summary: 'State, reasons and, once approved, the user name; looking changes nothing for whoever is mending',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ stepToken: token, code: smsCode }),
  output: z.strictObject({
    number: z.string(),
    state: z.enum(REGISTRATION_STATES),
    unitName: z.string(),
    agencyName: z.string(),
    agencyTelephone: z.string(),
    submittedAt: timestamp,
    reasons,
    userName: z.nullable(z.string()),
  }),
})

/** 继续修改 */
export const continueRegistration = endpoint({
  name: 'units.continue-registration',
  kind: 'command',
  method: 'POST',
  path: '/api/registration/progress/continue',
  summary: 'A new draft token for a registration that was returned; the one that opened it until now ends',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ stepToken: token }),
  output: z.strictObject({ draft: token }),
})

export const resendActivation = endpoint({
  name: 'units.resend-activation',
  kind: 'command',
  method: 'POST',
  path: '/api/registration/progress/activation',
  summary: 'Sends a new activation code to the contact’s phone after approval',
  access: 'anyone',
  scope: 'public',
  input: z.strictObject({ stepToken: token }),
  output: z.strictObject({ resendAfterSeconds: z.int() }),
})
