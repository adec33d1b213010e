import * as z from 'zod/mini'
import { REGRADED_FIELDS } from '../domain/claims/regrade.ts'
import { claimKind, claimState, fieldChange, returnPoint } from './claim-shapes.ts'
import { openClaim } from './claims.ts'
import { endpoint, fileRoute } from './endpoint.ts'
import { calendarDate, count, line, text, timestamp, uuid, version, yuan } from './primitives.ts'

/** Desks that decide cases. */
export const DECIDING = ['claim-first-review', 'claim-second-review', 'claim-approval'] as const

/** A case as its reviewer saw it. */
export const seen = z.strictObject({ id: uuid, version })

/** Cases of one event that are decided together, first the one whose page is looked at. */
export const cases = z.array(seen).check(z.minLength(1), z.maxLength(20))

export const decided = z.strictObject({
  cases: z.array(z.strictObject({ id: uuid, number: z.string(), state: claimState, version })),
})

/** Per 10,000 of an image's width and height. */
const share = z.int().check(z.minimum(0), z.maximum(10_000))

/** Paths of what a unit enters, and codes of materials. */
const pointPath = z
  .string()
  .check(
    z.maxLength(80),
    z.regex(/^(?:(?:payee|incident|sheets\.\d{1,2})\.[A-Za-z0-9]+|sheets|[a-z]+(?:-[a-z]+){0,9})$/),
  )

export const point = z.strictObject({
  target: z.enum(['case', 'field', 'material']),
  path: z.nullable(pointPath),
  materialId: z.nullable(uuid),
  area: z.nullable(z.strictObject({ x: share, y: share, width: share, height: share })),
  text: line(500),
})

/** A point that is still being written: its text may be empty. */
const draftPoint = z.strictObject({ ...point.shape, text: text(500) })

/** What the system knows of the case and of others like it; sentences are ready to show. */
const finding = z.strictObject({
  code: z.string(),
  /** `strong`: must be looked at; `weak`: worth a look; `fine`: looked at by the system. */
  level: z.enum(['strong', 'weak', 'fine']),
  label: z.string(),
  sentence: z.string(),
  /** The field of the entry that it is about. */
  path: z.nullable(z.string()),
  materialId: z.nullable(uuid),
  /** The other case, where it lies within the caller's scope. */
  other: z.nullable(z.strictObject({ id: uuid, number: z.string(), materialId: z.nullable(uuid) })),
})

/** Figures of a step of the calculation; null where it did not exist. */
const step = z.nullable(z.strictObject({ formula: z.string(), amount: yuan }))

export const openClaimReview = endpoint({
  name: 'claim-review.open',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/:id/open',
  summary: 'A case for its reviewer: what was entered, what the system knows, what changed, what the caller may do',
  access: [...DECIDING, 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    claim: openClaim.output,
    findings: z.array(finding),
    /** What the unit changed since the case was sent back last; null where it never was. */
    changes: z.nullable(
      z.strictObject({
        since: timestamp,
        asked: z.array(returnPoint),
        fields: z.array(fieldChange),
        materials: z.array(z.strictObject({ kind: z.string(), added: count, removed: count })),
      }),
    ),
    /** Why the amount is another than in the calculation before, step by step; null where it is the first. */
    amountChange: z.nullable(
      z.strictObject({
        at: timestamp,
        before: yuan,
        after: yuan,
        lines: z.array(z.strictObject({ rule: z.string(), before: step, after: step })),
      }),
    ),
    /** The person's other cases within scope. */
    others: z.array(
      z.strictObject({
        id: uuid,
        number: z.string(),
        kind: claimKind,
        planName: z.string(),
        unitName: z.string(),
        incidentOn: calendarDate,
        state: claimState,
        amount: z.nullable(yuan),
      }),
    ),
    /** Facts or history changed since the calculation: it must be made again before a decision. */
    stale: z.boolean(),
    /** Amounts that decide who approves. */
    approval: z.strictObject({
      total: yuan,
      threshold: yuan,
      limit: yuan,
      next: z.enum(['payable', 'approval']),
      /** Nobody at the office may approve so much: the organisation above does. */
      above: z.boolean(),
    }),
    /** Why the caller may not decide; null where they may. */
    blocked: z.nullable(z.string()),
    /** Cases of the same event at the same desk; those that the caller holds are decided together. */
    together: z.array(
      z.strictObject({
        id: uuid,
        number: z.string(),
        kind: claimKind,
        amount: z.nullable(yuan),
        version,
        mine: z.boolean(),
      }),
    ),
    regradable: z.array(z.enum(REGRADED_FIELDS)),
    /** Categories that the plan's tables know. */
    categories: z.array(z.string()),
    /** Clauses of the plan, for a refusal. */
    clauses: z.array(z.strictObject({ number: z.string(), text: z.string() })),
    /** What 初审 said when it proposed a no. */
    proposedReason: z.nullable(z.string()),
    /** Names of the kinds of images that the case has or asks for. */
    materialNames: z.array(z.strictObject({ kind: z.string(), name: z.string() })),
    /** Points of a return that the caller has gathered so far. */
    draft: z.array(draftPoint),
    /** `superseded`: the payment that it tells of came back. */
    letters: z.array(
      z.strictObject({ kind: z.enum(['refused', 'declined', 'closed']), issue: version, superseded: z.boolean() }),
    ),
  }),
})

export const saveClaimReviewDraft = endpoint({
  name: 'claim-review.save-draft',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/:id/draft',
  summary: 'Keeps the points of a return while they are gathered; they are gone once the case is decided',
  access: DECIDING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, points: z.array(draftPoint).check(z.maxLength(50)) }),
  output: z.strictObject({ kept: count }),
})

export const downloadClaimLetter = fileRoute({
  name: 'claim-review.download-letter',
  kind: 'download',
  method: 'GET',
  path: '/api/claims/:id/letters/:kind',
  summary:
    'The letter about a refusal, a payment or nothing being payable, byte for byte as it was issued; it says what happened, ' +
    'which finance does not read',
  access: ['unit-handler', 'claim-entry', ...DECIDING, 'audit'],
  scope: 'subtree',
  /** `issue`: 1 for the first of its kind; the latest where it is left out. */
  input: z.strictObject({ id: uuid, kind: z.enum(['refused', 'declined', 'closed']), issue: z.optional(version) }),
  output: z.strictObject({}),
})
