import type { Desk } from '../organisations/desks.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { actionsFrom, judgeTransition, type Transition } from '../shared/workflow.ts'

/**
 * 材料上传 · 费用录入 · 申领初审 · 申领复审 · 申领审批 · 待支付 · 支付失败 · 领款复核 · 结案 · 不予给付 · 拒付结案 · 撤案 · 已删除
 */
export const CLAIM_STATES = [
  'materials',
  'entry',
  'first-review',
  'second-review',
  'approval',
  'payable',
  'payment-failed',
  'payee-review',
  'closed',
  'declined',
  'refused',
  'withdrawn',
  'deleted',
] as const
export type ClaimState = (typeof CLAIM_STATES)[number]

/** Ended for good. A closed case has one way out: the bank takes the money back days later (退汇). */
export const FINAL_CLAIM_STATES: readonly ClaimState[] = ['declined', 'refused', 'withdrawn', 'deleted']

export type ClaimAction =
  | 'complete-materials'
  | 'submit'
  | 'delete'
  | 'withdraw'
  | 'pass'
  | 'approve'
  | 'escalate'
  | 'return-to-materials'
  | 'return-to-entry'
  | 'return-inside'
  | 'refuse'
  | 'decline'
  | 'pay'
  | 'fail-payment'
  | 'stop-payment'
  | 'correct-card'
  | 'change-payee'
  | 'return-card'
  | 'reverse-payment'
  | 'pay-again'

const ENTERING = ['unit-handler', 'claim-entry'] as const

/** The way of a case (申领案件). Source: decisions, "Chain", "Ends", "Payee". The database keeps the same list of steps. */
export const CLAIM_WORKFLOW = [
  ...ENTERING.flatMap(
    (desk) =>
      [
        { from: 'materials', action: 'complete-materials', desk, to: 'entry' },
        { from: 'materials', action: 'delete', desk, to: 'deleted' },
        { from: 'entry', action: 'submit', desk, to: 'first-review' },
        { from: 'entry', action: 'delete', desk, to: 'deleted' },
      ] as const,
  ),
  { from: 'materials', action: 'withdraw', desk: 'unit-handler', to: 'withdrawn' },
  { from: 'entry', action: 'withdraw', desk: 'unit-handler', to: 'withdrawn' },
  { from: 'first-review', action: 'withdraw', desk: 'unit-handler', to: 'withdrawn' },
  { from: 'second-review', action: 'withdraw', desk: 'unit-handler', to: 'withdrawn' },
  { from: 'approval', action: 'withdraw', desk: 'unit-handler', to: 'withdrawn' },
  { from: 'first-review', action: 'pass', desk: 'claim-first-review', to: 'second-review' },
  { from: 'first-review', action: 'return-to-materials', desk: 'claim-first-review', to: 'materials' },
  { from: 'first-review', action: 'return-to-entry', desk: 'claim-first-review', to: 'entry' },
  { from: 'second-review', action: 'approve', desk: 'claim-second-review', to: 'payable' },
  { from: 'second-review', action: 'escalate', desk: 'claim-second-review', to: 'approval' },
  { from: 'second-review', action: 'refuse', desk: 'claim-second-review', to: 'refused' },
  { from: 'second-review', action: 'decline', desk: 'claim-second-review', to: 'declined' },
  { from: 'second-review', action: 'return-inside', desk: 'claim-second-review', to: 'first-review' },
  { from: 'second-review', action: 'return-to-materials', desk: 'claim-second-review', to: 'materials' },
  { from: 'second-review', action: 'return-to-entry', desk: 'claim-second-review', to: 'entry' },
  { from: 'approval', action: 'approve', desk: 'claim-approval', to: 'payable' },
  { from: 'approval', action: 'return-inside', desk: 'claim-approval', to: 'first-review' },
  { from: 'approval', action: 'return-to-materials', desk: 'claim-approval', to: 'materials' },
  { from: 'approval', action: 'return-to-entry', desk: 'claim-approval', to: 'entry' },
  { from: 'payable', action: 'pay', desk: 'payout-making', to: 'closed' },
  { from: 'payable', action: 'fail-payment', desk: 'payout-making', to: 'payment-failed' },
  // The payee died before the payment: the unit names an heir, as after a failed one.
  { from: 'payable', action: 'stop-payment', desk: 'payout-making', to: 'payment-failed' },
  // What failed was not the payee's: the account that pays had no money, or the bank rejected the file.
  { from: 'payment-failed', action: 'pay-again', desk: 'payout-release', to: 'payable' },
  { from: 'payment-failed', action: 'correct-card', desk: 'unit-handler', to: 'payee-review' },
  { from: 'payment-failed', action: 'change-payee', desk: 'unit-handler', to: 'first-review' },
  { from: 'payee-review', action: 'approve', desk: 'claim-second-review', to: 'payable' },
  { from: 'payee-review', action: 'return-card', desk: 'claim-second-review', to: 'payment-failed' },
  { from: 'closed', action: 'reverse-payment', desk: 'payout-release', to: 'payment-failed' },
] as const satisfies readonly Transition<ClaimState, ClaimAction, Desk>[]

export type ClaimStepRefused = { readonly code: 'claim-step-not-allowed'; readonly state: ClaimState }

/** The state that an action of these desks leads to, or the refusal that names the state in which it is impossible. */
export function judgeClaimStep(
  state: ClaimState,
  action: ClaimAction,
  desks: readonly Desk[],
): Decision<ClaimState, ClaimStepRefused> {
  return judgeTransition<ClaimState, ClaimAction, Desk, 'claim-step-not-allowed'>(
    CLAIM_WORKFLOW,
    'claim-step-not-allowed',
    state,
    action,
    desks,
  )
}

/** 案件删除 is the unit's; an office deletes only what it took in itself. Source: decisions, "Ends". */
export function judgeDeletion(
  source: 'unit' | 'office',
  desks: readonly Desk[],
): Decision<true, { readonly code: 'claim-is-the-units' }> {
  return source === 'unit' && !desks.includes('unit-handler') ? refuse({ code: 'claim-is-the-units' }) : accept(true)
}

/** What these desks may do with a case in this state: the buttons of its page. */
export function claimActions(state: ClaimState, desks: readonly Desk[]): ClaimAction[] {
  return actionsFrom<ClaimState, ClaimAction, Desk>(CLAIM_WORKFLOW, state, desks)
}

/** Where a new case begins: stays in hospital need their materials first. Source: manual, 4.1.1. */
export function firstStateOf(kind: ClaimKind): ClaimState {
  return kind === 'illness-inpatient' || kind === 'accident-inpatient' ? 'materials' : 'entry'
}

/** States in which the unit may change facts and materials. */
export function isClaimEditable(state: ClaimState): boolean {
  return state === 'materials' || state === 'entry'
}
