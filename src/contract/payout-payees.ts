import * as z from 'zod/mini'
import { MAX_UPLOAD_BYTES } from '../domain/files/upload-rules.ts'
import { CLAIM_STATES } from '../domain/claims/claim-workflow.ts'
import { LINE_STATES } from '../domain/payouts/batch-workflow.ts'
import { CLAIM_KINDS } from '../domain/plans/claim-kind.ts'
import { materialKind } from './claim-materials.ts'
import { endpoint, fileRoute } from './endpoint.ts'
import { count, cursor, optionalLine, pageOf, pageSize, timestamp, uuid, version, yuan } from './primitives.ts'
import { payeeEntry } from './payee.ts'
import { holder } from './work-pool.ts'

const claimKind = z.enum(CLAIM_KINDS)
const claimState = z.enum(CLAIM_STATES)
const lineState = z.enum(LINE_STATES)

const PAYOUT_DESKS = ['payout-making', 'payout-release', 'audit'] as const
const REVIEWER = ['claim-second-review'] as const
const UNIT = ['unit-handler'] as const

/** 支付失败: what waits for the unit to correct the payee. */
export const listFailedPayments = endpoint({
  name: 'payouts.list-failed',
  kind: 'query',
  method: 'GET',
  path: '/api/payouts/failed',
  summary: 'Claims whose payment failed or came back, with the bank’s reason, the newest first',
  access: ['unit-handler', ...PAYOUT_DESKS],
  scope: 'subtree',
  input: z.strictObject({ number: optionalLine(30), unitName: optionalLine(100), cursor, limit: pageSize }),
  output: pageOf(
    z.strictObject({
      id: uuid,
      number: z.string(),
      kind: claimKind,
      planName: z.string(),
      unitName: z.string(),
      name: z.string(),
      payeeName: z.string(),
      cardTail: z.string(),
      amount: yuan,
      /** What the bank said, or why the corrected payee was returned. */
      reason: z.string(),
      failedAt: timestamp,
      cameBack: z.boolean(),
      /** Nothing was paid: the insured person had died before. */
      stopped: z.boolean(),
      returned: z.boolean(),
    }),
  ),
})

/** The state of the money of one claim, for its unit and for officers. */
export const getPaymentState = endpoint({
  name: 'payouts.get-state',
  kind: 'query',
  method: 'GET',
  path: '/api/claims/:id/payment',
  summary: 'What became of the payments of a claim: days, amounts, reasons; batches for officers only',
  access: [
    'unit-handler',
    'claim-entry',
    'claim-first-review',
    'claim-second-review',
    'claim-approval',
    ...PAYOUT_DESKS,
  ],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    state: claimState,
    paid: yuan,
    /** Newest first. */
    payments: z.array(
      z.strictObject({
        state: lineState,
        amount: yuan,
        cardTail: z.string(),
        at: timestamp,
        reason: z.string(),
        batchNumber: z.nullable(z.string()),
        batchId: z.nullable(uuid),
      }),
    ),
    /** Why the payment was stopped before it was made, where nothing failed since. */
    stopped: z.nullable(z.strictObject({ at: timestamp, reason: z.string() })),
    /** A corrected payee that waits for approval, or why it was returned. */
    correction: z.nullable(
      z.strictObject({
        state: z.enum(['pending', 'approved', 'returned']),
        at: timestamp,
        reason: z.string(),
      }),
    ),
    letter: z.boolean(),
  }),
})

/** Another case of the same event, which shares its payee. */
const caseAlike = z.strictObject({ id: uuid, number: z.string(), kind: claimKind, amount: yuan, version })
/** Cases that go along with the one at hand, as they were seen. */
const together = z.optional(z.array(z.strictObject({ id: uuid, version })).check(z.maxLength(20)))

const cardImage = z.strictObject({ id: uuid, name: z.string(), addedAt: timestamp })

/** 更正领款人 */
export const openPayee = endpoint({
  name: 'payouts.open-payee',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/payee/open',
  summary: 'The payee of a failed payment in full, for the unit that corrects it; each opening is journaled',
  access: UNIT,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    id: uuid,
    number: z.string(),
    state: claimState,
    version,
    kind: claimKind,
    planName: z.string(),
    amount: yuan,
    reason: z.string(),
    failedAt: z.nullable(timestamp),
    cameBack: z.boolean(),
    stopped: z.boolean(),
    /** What the form begins with: the payee as the bank was told, or as the unit last corrected it. */
    payee: payeeEntry,
    /** The payee as the last approval froze it: whether another person is named is judged against it. */
    frozen: payeeEntry,
    /** Images of the card since the payment failed. */
    images: z.array(cardImage),
    /** What another payee than the insured person has to prove, with the images since the payment failed. */
    proofs: z.array(
      z.strictObject({
        kind: materialKind,
        name: z.string(),
        sentence: z.string(),
        min: count,
        max: count,
        images: z.array(cardImage),
      }),
    ),
    /** Cases of the same event that failed with the same payee and can be corrected along with it. */
    together: z.array(caseAlike),
    /** The last correction, where it was returned. */
    returned: z.nullable(z.strictObject({ at: timestamp, reason: z.string() })),
  }),
})

export const uploadCardImage = fileRoute({
  name: 'payouts.upload-card-image',
  kind: 'upload',
  method: 'POST',
  path: '/api/claims/:id/payee/card-image',
  summary: 'The image of the card that is to be paid now; it takes the place of the one before',
  access: UNIT,
  scope: 'subtree',
  rate: { per: 'account', count: 60, minutes: 5 },
  limit: MAX_UPLOAD_BYTES,
  input: z.strictObject({ id: uuid }),
  output: cardImage,
})

export const uploadPayeeProof = fileRoute({
  name: 'payouts.upload-payee-proof',
  kind: 'upload',
  method: 'POST',
  path: '/api/claims/:id/payee/proofs/:kind',
  summary: 'One more image that proves that another payee may receive the benefit',
  access: UNIT,
  scope: 'subtree',
  rate: { per: 'account', count: 60, minutes: 5 },
  limit: MAX_UPLOAD_BYTES,
  input: z.strictObject({ id: uuid, kind: materialKind }),
  output: cardImage,
})

export const removePayeeProof = endpoint({
  name: 'payouts.remove-payee-proof',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/payee/proofs/:materialId/remove',
  summary: 'Takes away an image of a proof that came since the payment failed',
  access: UNIT,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, materialId: uuid }),
  output: z.strictObject({ done: z.literal(true) }),
})

export const correctPayee = endpoint({
  name: 'payouts.correct-payee',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/payee',
  summary:
    'Same person: to 领款复核; another person, with proof: to 申领初审. Needs the password again and a new image of the card',
  access: UNIT,
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({ id: uuid, version, payee: payeeEntry, together }),
  output: z.strictObject({ version, state: claimState }),
})

/** 领款复核 */
export const openPayeeReview = endpoint({
  name: 'payouts.open-payee-review',
  kind: 'command',
  method: 'POST',
  path: '/api/payee-reviews/:id/open',
  summary: 'The payee before and after, in full for who holds it; each opening is journaled',
  access: REVIEWER,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    id: uuid,
    number: z.string(),
    state: claimState,
    version,
    kind: claimKind,
    planName: z.string(),
    unitName: z.string(),
    insured: z.string(),
    amount: yuan,
    reason: z.string(),
    failedAt: z.nullable(timestamp),
    full: z.boolean(),
    before: payeeEntry,
    after: payeeEntry,
    correctedAt: timestamp,
    correctedBy: z.string(),
    images: z.array(cardImage),
    /** Other persons whose claims name the new card. */
    otherPersons: count,
    /** Cases of the same event that wait with the same corrected payee and can be decided along with it. */
    together: z.array(caseAlike),
    holder: z.nullable(holder),
  }),
})

export const decidePayee = endpoint({
  name: 'payouts.decide-payee',
  kind: 'command',
  method: 'POST',
  path: '/api/payee-reviews/:id/decide',
  summary: 'Approves the corrected payee, which is frozen anew and payable, or returns it to the unit with a reason',
  access: REVIEWER,
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({
    id: uuid,
    version,
    verdict: z.enum(['approve', 'return']),
    reason: optionalLine(300),
    together,
  }),
  output: z.strictObject({ version, state: claimState }),
})
