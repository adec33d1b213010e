import * as z from 'zod/mini'
import { RISK_CLASSES } from '../domain/plans/plan-version.ts'
import { IMAGE_HINTS } from '../domain/claims/image-hints.ts'
import { endpoint } from './endpoint.ts'
import {
  birth,
  calendarDate,
  count,
  cursor,
  optionalLine,
  pageOf,
  pageSize,
  timestamp,
  uuid,
  version,
  yuan,
} from './primitives.ts'
import { holder } from './work-pool.ts'
import { claimKind, claimState, claimEntry, fieldChange, returnPoint, benefitLine } from './claim-shapes.ts'

/** Everyone who works with cases, on either side. */
export const CLAIM_DESKS = [
  'unit-handler',
  'claim-entry',
  'claim-first-review',
  'claim-second-review',
  'claim-approval',
  'payout-making',
  'payout-release',
  'audit',
] as const

const claimRow = z.strictObject({
  id: uuid,
  number: z.string(),
  state: claimState,
  kind: claimKind,
  planName: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  name: z.string(),
  idMasked: z.string(),
  source: z.enum(['unit', 'office']),
  incidentOn: calendarDate,
  acceptedAt: timestamp,
  submittedAt: z.nullable(timestamp),
  endedAt: z.nullable(timestamp),
  amount: z.nullable(yuan),
  /** It came back and has to be mended. */
  returned: z.boolean(),
  proposal: z.nullable(z.enum(['decline', 'refuse'])),
  promisedOn: z.nullable(calendarDate),
  dueAt: z.nullable(timestamp),
  overdue: z.boolean(),
  holder: z.nullable(holder),
  /** Who reviewed it before and is offered it first. */
  preferred: z.nullable(z.strictObject({ name: z.string(), mine: z.boolean() })),
  /** The caller submitted or reviewed it before, so that it waits for somebody else. */
  blocked: z.boolean(),
  version,
})

/** Cases of a pool, waiting, held by the caller and held by others, and the lists of 申领受理 and 申领查询. */
export const CLAIM_TABS = [
  'acceptance',
  'entry-waiting',
  'entry-mine',
  'entry-held',
  'first-review-waiting',
  'first-review-mine',
  'first-review-held',
  'second-review-waiting',
  'second-review-mine',
  'second-review-held',
  'approval-waiting',
  'approval-mine',
  'approval-held',
  'payee-review-waiting',
  'payee-review-mine',
  'payee-review-held',
  'closed',
  'open',
  'all',
] as const

/** What the lists are filtered by; document numbers stay out of addresses, so it is a POST. */
export const claimFilters = {
  number: optionalLine(30),
  name: optionalLine(60),
  idNumber: optionalLine(30),
  agencyName: optionalLine(100),
  unitName: optionalLine(100),
  state: z.optional(claimState),
  kind: z.optional(claimKind),
  planCode: optionalLine(50),
  from: z.optional(calendarDate),
  to: z.optional(calendarDate),
}

export const listClaims = endpoint({
  name: 'claims.list',
  kind: 'query',
  method: 'POST',
  path: '/api/claims/list',
  summary: 'Cases in scope by tab and the manual’s filters; pools by the day they are due, lists newest first; masked',
  access: CLAIM_DESKS,
  scope: 'subtree',
  input: z.strictObject({ tab: z.enum(CLAIM_TABS), ...claimFilters, cursor, limit: pageSize }),
  output: z.strictObject({ ...pageOf(claimRow).shape, waiting: count, mine: count, held: count }),
})

/** 查看 / 处理: a case whole; in full for its unit and its holder, masked for everyone else; each opening is journaled. */
export const openClaim = endpoint({
  name: 'claims.open',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/open',
  summary: 'One case: persons, cover, entry, materials, calculation, decisions, holder; one journal entry per opening',
  access: CLAIM_DESKS,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    id: uuid,
    number: z.string(),
    state: claimState,
    version,
    kind: claimKind,
    source: z.enum(['unit', 'office']),
    planCode: z.string(),
    planName: z.string(),
    planVersion: z.string(),
    unitName: z.string(),
    agencyName: z.string(),
    officeName: z.string(),
    incidentOn: calendarDate,
    acceptedAt: timestamp,
    submittedAt: z.nullable(timestamp),
    endedAt: z.nullable(timestamp),
    /** Fixed from the first submission on; before, the day that would hold if everything came today. */
    promisedOn: z.nullable(calendarDate),
    /** Whether numbers, phone and card stand in full. */
    full: z.boolean(),
    insured: z.strictObject({
      name: z.string(),
      idKind: z.string(),
      idNumber: z.string(),
      born: birth,
      sex: z.enum(['male', 'female']),
      phone: z.string(),
    }),
    cover: z.strictObject({
      effectiveOn: calendarDate,
      endsOn: calendarDate,
      continuousSince: calendarDate,
      shares: z.int(),
      riskClass: z.enum(RISK_CLASSES),
    }),
    entry: claimEntry,
    entryVersion: version,
    materials: z.array(
      z.strictObject({
        id: uuid,
        kind: z.string(),
        position: count,
        name: z.string(),
        width: count,
        height: count,
        size: count,
        /** What it looks like to a glance, where it should be looked at more closely. */
        hints: z.array(z.enum(IMAGE_HINTS)),
        addedAt: timestamp,
      }),
    ),
    calculation: z.nullable(
      z.strictObject({
        at: timestamp,
        planVersion: z.string(),
        /** Facts changed since: calculate again. */
        /** What it depends on was entered otherwise since. */
        entryChanged: z.boolean(),
        total: yuan,
        lines: z.array(benefitLine),
        warnings: z.array(z.string()),
      }),
    ),
    proposal: z.nullable(z.enum(['decline', 'refuse'])),
    clause: z.nullable(z.string()),
    reasons: z.array(returnPoint),
    /** Newest last. Names and inner notes are for officers; a unit sees desk, day and reasons. */
    decisions: z.array(
      z.strictObject({
        at: timestamp,
        from: claimState,
        action: z.string(),
        to: claimState,
        who: z.nullable(z.string()),
        amountBefore: z.nullable(yuan),
        amountAfter: z.nullable(yuan),
        /** What a regrade changed, by the paths of the fields. */
        changes: z.array(fieldChange),
        text: z.string(),
      }),
    ),
    /** Cases of the same person from the same 受理 and day, which share sheets, images and payee. */
    siblings: z.array(z.strictObject({ id: uuid, number: z.string(), kind: claimKind, state: claimState })),
    holder: z.nullable(holder),
  }),
})
