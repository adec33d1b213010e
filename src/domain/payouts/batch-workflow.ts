import type { Desk } from '../organisations/desks.ts'
import type { Decision } from '../shared/decision.ts'
import { judgeTransition, type Transition } from '../shared/workflow.ts'

/** 编制 · 已释放 · 部分回盘 · 完结 · 作废 */
export const BATCH_STATES = ['draft', 'released', 'partly-answered', 'done', 'void'] as const
export type BatchState = (typeof BATCH_STATES)[number]

export const FINAL_BATCH_STATES: readonly BatchState[] = ['done', 'void']

export type BatchAction = 'release' | 'void' | 'answer-part' | 'answer-all'

/** The way of a batch (支付批次). Source: decisions, "Batch and bank". The database keeps the same list of steps. */
export const BATCH_WORKFLOW = [
  { from: 'draft', action: 'release', desk: 'payout-release', to: 'released' },
  { from: 'draft', action: 'void', desk: 'payout-making', to: 'void' },
  // Who is asked to release and would not must be able to say so.
  { from: 'draft', action: 'void', desk: 'payout-release', to: 'void' },
  { from: 'released', action: 'answer-part', desk: 'payout-making', to: 'partly-answered' },
  { from: 'released', action: 'answer-all', desk: 'payout-making', to: 'done' },
  { from: 'partly-answered', action: 'answer-part', desk: 'payout-making', to: 'partly-answered' },
  { from: 'partly-answered', action: 'answer-all', desk: 'payout-making', to: 'done' },
] as const satisfies readonly Transition<BatchState, BatchAction, Desk>[]

export type BatchStepRefused = { readonly code: 'batch-step-not-allowed'; readonly state: BatchState }

/** The state that an action of these desks leads to, or the refusal that names the state in which it is impossible. */
export function judgeBatchStep(
  state: BatchState,
  action: BatchAction,
  desks: readonly Desk[],
): Decision<BatchState, BatchStepRefused> {
  return judgeTransition<BatchState, BatchAction, Desk, 'batch-step-not-allowed'>(
    BATCH_WORKFLOW,
    'batch-step-not-allowed',
    state,
    action,
    desks,
  )
}

/** A line of a batch: waits for the bank, was taken out, went with its batch, or was answered; 退汇 takes a payment back. */
export const LINE_STATES = ['waiting', 'removed', 'void', 'paid', 'failed', 'reversed'] as const
export type LineState = (typeof LINE_STATES)[number]

/** Steps of a line; the database keeps the same list. */
export const LINE_STEPS = [
  { from: 'waiting', to: 'removed' },
  { from: 'waiting', to: 'void' },
  { from: 'waiting', to: 'paid' },
  { from: 'waiting', to: 'failed' },
  { from: 'paid', to: 'reversed' },
] as const satisfies readonly { readonly from: LineState; readonly to: LineState }[]

/** What somebody looks for among the lines of a batch: cards to look at, second attempts, 退汇 to confirm, their own cases. */
export const LINE_SIGHTS = ['flagged', 'again', 'reversal', 'decided'] as const
export type LineSight = (typeof LINE_SIGHTS)[number]

/** A batch is as large as one command can answer for in well under its time. */
export const MOST_LINES = 1_000
