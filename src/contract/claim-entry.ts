import * as z from 'zod/mini'
import { SHEET_AMOUNTS } from '../domain/plans/benefit-terms.ts'
import { benefitLine, claimEntry, claimKind, claimState } from './claim-shapes.ts'
import { endpoint } from './endpoint.ts'
import { calendarDate, count, text, timestamp, uuid, version, yuan } from './primitives.ts'

/** Who enters cases: a unit's handlers, and the office's clerks. */
const ENTERING = ['unit-handler', 'claim-entry'] as const

/**
 * Something about a field, by its path (`payee.card`, `sheets.0.total`, `material.…`, `calculation`), in a sentence. The
 * page judges fields by itself as they are typed; what else stands against the case only the server knows.
 */
const told = z.strictObject({
  path: z.string(),
  about: z.enum(['field', 'invoice', 'stay', 'material', 'calculation']),
  sentence: z.string(),
})

const amountName = z.enum(SHEET_AMOUNTS)

/** What this kind of claim asks for under its plan: the form shows these fields, and the rest on demand. */
const needs = z.strictObject({
  takesSheets: z.boolean(),
  sheets: z.boolean(),
  stays: z.boolean(),
  hospitalLevel: z.boolean(),
  insurance: z.boolean(),
  invoice: z.boolean(),
  amounts: z.array(amountName),
  diagnosis: z.boolean(),
  cause: z.boolean(),
  grade: z.boolean(),
  inSitu: z.boolean(),
  category: z.boolean(),
  categories: z.array(z.string()),
  disabilityGrade: z.boolean(),
  diedOn: z.boolean(),
  payeeIsHeir: z.boolean(),
  deadline: z.nullable(z.strictObject({ acceptedOn: calendarDate, years: count })),
})

const calculation = z.strictObject({
  at: timestamp,
  planVersion: z.string(),
  /** What it depends on was entered otherwise since. */
  entryChanged: z.boolean(),
  /** Other cases of the person paid or reserved otherwise since. */
  outdated: z.boolean(),
  total: yuan,
  lines: z.array(benefitLine),
  warnings: z.array(z.string()),
})

/** A step of the calculation that came, went or has other figures than before. */
const lineChange = z.strictObject({
  rule: z.string(),
  before: z.nullable(z.strictObject({ formula: z.string(), amount: yuan })),
  after: z.nullable(z.strictObject({ formula: z.string(), amount: yuan })),
})

const change = z.strictObject({ totalBefore: yuan, totalAfter: yuan, at: timestamp, lines: z.array(lineChange) })

const sibling = z.strictObject({
  id: uuid,
  number: z.string(),
  kind: claimKind,
  planName: z.string(),
  state: claimState,
  total: z.nullable(yuan),
  /** How many things it still lacks; 0: it can be submitted together with this one. */
  missing: count,
  version,
  /** Somebody else works on it. */
  heldBy: z.nullable(z.string()),
})

/** Beside the form: what is asked, missing or doubtful, why the amount changed, siblings, what the office set. */
export const assessClaimEntry = endpoint({
  name: 'claim-entry.assess',
  kind: 'query',
  method: 'GET',
  path: '/api/claims/:id/entry',
  summary: 'What a case asks for, what is missing or doubtful, why its amount changed, and the cases of the same event',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    version,
    entryVersion: version,
    needs,
    /** Order in which the amounts stand on the office's paper. */
    sheetOrder: z.array(amountName),
    /** Everything that keeps the case from being submitted. */
    missing: z.array(told),
    /** What should be looked at again; it never blocks. */
    findings: z.array(told),
    calculation: z.nullable(calculation),
    change: z.nullable(change),
    siblings: z.array(sibling),
    /** Kinds to which the case can be changed. */
    otherKinds: z.array(claimKind),
  }),
})

/** 【保存】, also by itself: the entry whole. Only who holds the case may. */
export const saveClaimEntry = endpoint({
  name: 'claim-entry.save',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/entry',
  summary:
    'Keeps the entry of a case and renews the hold; payee, sheets and diagnosis go to the cases of the same event',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version, entry: claimEntry }),
  output: z.strictObject({
    version,
    entryVersion: version,
    missing: z.array(told),
    findings: z.array(told),
    heldUntil: timestamp,
  }),
})

/** 【申领计算】 */
export const calculateClaimEntry = endpoint({
  name: 'claim-entry.calculate',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/calculate',
  summary:
    'Calculates a case as it is entered and keeps the calculation; where it cannot be, the fields that stand against it',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version }),
  output: z.strictObject({
    version,
    calculation: z.nullable(calculation),
    change: z.nullable(change),
    problems: z.array(told),
  }),
})

const submitted = z.strictObject({
  id: uuid,
  version,
  /** The amount that the page shows: where it comes out otherwise now, nothing is submitted. */
  shown: yuan,
})

/** 【申领提交】: this case, and with it those of the same event that are ready. */
export const submitClaimEntry = endpoint({
  name: 'claim-entry.submit',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/submit',
  summary:
    'Submits cases of one event to 申领初审, all or none; an amount of 0 only as a proposal not to pay, with its reason',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({
    ...submitted.shape,
    also: z.array(submitted).check(z.maxLength(10)),
    /** Why nothing is payable, where the amount is 0. */
    declineReason: z.optional(text(500)),
  }),
  output: z.strictObject({
    /** Numbers of the cases that were submitted; empty where something is missing. */
    numbers: z.array(z.string()),
    missing: z.array(z.strictObject({ number: z.string(), path: z.string(), sentence: z.string() })),
    promisedOn: z.nullable(calendarDate),
  }),
})

/** 改为意外住院 / 改为疾病住院 */
export const changeClaimKind = endpoint({
  name: 'claim-entry.change-kind',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/change-kind',
  summary: 'Makes a stay for an illness one for an accident, or back; entry and images stay',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version, kind: z.enum(['illness-inpatient', 'accident-inpatient']) }),
  output: z.strictObject({ version }),
})

/** 更改出险日期 */
export const changeIncidentDay = endpoint({
  name: 'claim-entry.change-day',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/change-day',
  summary: 'Moves the cases of one event to another day, each judged as at 受理; all or none',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version, on: calendarDate }),
  output: z.strictObject({ version }),
})

/** 还可申领 */
export const tryOtherClaims = endpoint({
  name: 'claim-entry.also-claimable',
  kind: 'query',
  method: 'GET',
  path: '/api/claims/:id/also-claimable',
  summary: 'Every other cover and kind of the person that would pay for the same event, with its amount',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    claims: z.array(
      z.strictObject({
        coverId: uuid,
        planName: z.string(),
        kind: claimKind,
        kindName: z.string(),
        amount: yuan,
        /** The most, where the amount goes by a grade or category that nobody has decided yet. */
        upTo: z.nullable(yuan),
        by: z.nullable(z.enum(['grade', 'category'])),
      }),
    ),
  }),
})

export const acceptOtherClaim = endpoint({
  name: 'claim-entry.accept-also',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/accept-also',
  summary: 'Accepts another kind of claim for the same event with what was entered, and takes it for the caller',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, coverId: uuid, kind: claimKind }),
  output: z.strictObject({ id: uuid, number: z.string() }),
})

/** 额度台账 */
export const showBenefitLedger = endpoint({
  name: 'claim-entry.ledger',
  kind: 'query',
  method: 'GET',
  path: '/api/claims/:id/ledger',
  summary: 'Each limit of the cover: paid, reserved by which case, and left',
  access: [...ENTERING, 'claim-first-review', 'claim-second-review', 'claim-approval', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    limits: z.array(
      z.strictObject({
        name: z.string(),
        unit: z.enum(['fen', 'days', 'times']),
        /** Yuan for amounts, whole numbers for days and times. */
        cap: z.string(),
        paid: z.string(),
        reserved: z.string(),
        left: z.string(),
        /** What uses it: a case of another unit comes without its number. */
        uses: z.array(
          z.strictObject({
            number: z.nullable(z.string()),
            kind: claimKind,
            on: calendarDate,
            used: z.string(),
            paid: z.boolean(),
            mine: z.boolean(),
          }),
        ),
      }),
    ),
  }),
})
