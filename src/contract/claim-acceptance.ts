import * as z from 'zod/mini'
import { WHY_NOT_CODES } from '../domain/claims/eligibility.ts'
import { ID_KINDS } from '../domain/shared/id-kind.ts'
import { claimKind, claimState } from './claim-shapes.ts'
import { endpoint } from './endpoint.ts'
import { calendarDate, count, line, mobile, smsCode, timestamp, token, uuid, version } from './primitives.ts'

/** Who takes claims in: the unit's handlers, and an office's clerks for the units below it. */
const ACCEPTING = ['unit-handler', 'claim-entry'] as const

/** Why a kind cannot be claimed, with the day, kind or case number that its sentence prints. */
const whyNot = z.strictObject({
  code: z.enum(WHY_NOT_CODES),
  on: z.nullable(calendarDate),
  kind: z.nullable(claimKind),
  number: z.nullable(z.string()),
})

const coverRow = z.strictObject({
  coverId: uuid,
  kind: claimKind,
  planCode: z.string(),
  planName: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  effectiveOn: calendarDate,
  endsOn: calendarDate,
  /** `late`: payable but for the deadline, which the office may overlook with a reason, or which only the discharge tells. */
  payable: z.enum(['yes', 'late', 'no']),
  /** With `yes` only where the time to claim counts from a discharge that is not known yet. */
  why: z.nullable(whyNot),
  /** Last day on which a claim for this event is taken; null where it counts from discharge. */
  deadline: z.nullable(calendarDate),
})

/**
 * 查询 of 新增受理. An unknown person and a person of another unit get the same answer, `person: null`; such searches are
 * counted, and block the account for an hour at the twentieth within an hour.
 */
export const findCovers = endpoint({
  name: 'claims.find-covers',
  kind: 'query',
  method: 'POST',
  path: '/api/claims/covers',
  summary: 'Every kind of claim under the covers of a person on the day of an event, payable or why not',
  access: ACCEPTING,
  scope: 'subtree',
  input: z.strictObject({
    idKind: z.enum(ID_KINDS),
    idNumber: line(30),
    incidentOn: calendarDate,
    kind: z.optional(claimKind),
  }),
  output: z.strictObject({
    person: z.nullable(z.strictObject({ name: z.string(), idMasked: z.string() })),
    rows: z.array(coverRow),
  }),
})

/** Most rows of one 确认受理. */
export const MOST_ACCEPTED = 50

/** 确认受理: judged again under the persons' locks; one case for each row, or none and the row that failed is named. */
export const acceptClaims = endpoint({
  name: 'claims.accept',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/accept',
  summary: 'Makes one case for each row, all or none; a refusal names the row',
  access: ACCEPTING,
  scope: 'subtree',
  input: z.strictObject({
    items: z
      .array(
        z.strictObject({
          coverId: uuid,
          kind: claimKind,
          incidentOn: calendarDate,
          /** Why a claim after its deadline is taken, where the office allows it. */
          lateReason: z.optional(line(500)),
        }),
      )
      .check(z.minLength(1), z.maxLength(MOST_ACCEPTED)),
  }),
  output: z.strictObject({
    acceptanceId: uuid,
    promisedOn: calendarDate,
    cases: z.array(z.strictObject({ id: uuid, number: z.string(), kind: claimKind, state: claimState })),
  }),
})

/** 案件删除: only what was never submitted; kept as deleted with the reason, out of every pool. */
export const deleteClaim = endpoint({
  name: 'claims.delete',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/delete',
  summary: 'Ends a case that was never submitted, by its unit or by the office that took it in',
  access: ACCEPTING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version, reason: line(500) }),
  output: z.strictObject({ version }),
})

/** 受理回执, to print: numbers, masked persons, what comes next, and how to follow it. */
export const acceptanceReceipt = endpoint({
  name: 'claims.receipt',
  kind: 'query',
  method: 'GET',
  path: '/api/claim-acceptances/:id',
  summary: 'The receipt of one acceptance: cases, persons masked, next steps, days and the way to follow it',
  access: ACCEPTING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    acceptedAt: timestamp,
    associationName: z.string(),
    unitName: z.string(),
    officeName: z.string(),
    officeTelephone: z.string(),
    /** Working days from complete materials to the decision, and the day if they were complete today. */
    totalDays: count,
    promisedOn: calendarDate,
    cases: z.array(
      z.strictObject({
        number: z.string(),
        name: z.string(),
        idMasked: z.string(),
        planName: z.string(),
        kind: claimKind,
        incidentOn: calendarDate,
        state: claimState,
      }),
    ),
    /** Where progress is shown without signing in, and its QR code: dark squares of a grid as an SVG path. */
    progressUrl: z.string(),
    qr: z.strictObject({ size: count, path: z.string() }),
  }),
})

export const sendClaimProgressCode = endpoint({
  name: 'claim-progress.send-code',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-progress/code',
  summary: 'Code to the insured person’s or the unit contact’s phone; the same answer whether or not it belongs there',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 20, minutes: 10 },
  input: z.strictObject({ number: line(30), phone: mobile }),
  output: z.strictObject({ stepToken: token, resendAfterSeconds: z.int() }),
})

/** 案件进度 without signing in: where it stands and by when; never what it is about. */
export const claimProgress = endpoint({
  name: 'claim-progress.show',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-progress',
  summary: 'State, days and the promised day of a case; nothing medical, no amount, no name',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 20, minutes: 10 },
  input: z.strictObject({ stepToken: token, code: smsCode }),
  output: z.strictObject({
    number: z.string(),
    state: claimState,
    /** It came back to the unit, which has to mend or add something. */
    returned: z.boolean(),
    acceptedAt: timestamp,
    submittedAt: z.nullable(timestamp),
    endedAt: z.nullable(timestamp),
    /** Only while the decision is under way. */
    promisedOn: z.nullable(calendarDate),
    totalDays: count,
    unitName: z.string(),
    officeName: z.string(),
    officeTelephone: z.string(),
  }),
})
