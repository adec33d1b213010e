import type { Desk } from '../organisations/desks.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { judgeTransition, type Transition } from '../shared/workflow.ts'

/** 录入中 · 参保初审 · 初审退回 · 开票录入 · 到账确认 · 已确认 · 作废 · 已删除 */
export const ENROLMENT_STATES = [
  'draft',
  'submitted',
  'returned',
  'invoicing',
  'payment',
  'confirmed',
  'void',
  'deleted',
] as const
export type EnrolmentState = (typeof ENROLMENT_STATES)[number]

export const FINAL_ENROLMENT_STATES: readonly EnrolmentState[] = ['confirmed', 'void', 'deleted']

export type EnrolmentAction =
  | 'submit'
  | 'withdraw'
  | 'delete'
  | 'approve'
  | 'return'
  | 'submit-invoices'
  | 'return-to-invoicing'
  | 'confirm'
  | 'void'

/** The way of an enrolment (参保单). Source: decisions, "States". The database keeps the same list of steps. */
export const ENROLMENT_WORKFLOW = [
  { from: 'draft', action: 'submit', desk: 'unit-handler', to: 'submitted' },
  { from: 'draft', action: 'delete', desk: 'unit-handler', to: 'deleted' },
  { from: 'submitted', action: 'withdraw', desk: 'unit-handler', to: 'draft' },
  { from: 'submitted', action: 'approve', desk: 'enrolment-review', to: 'invoicing' },
  { from: 'submitted', action: 'return', desk: 'enrolment-review', to: 'returned' },
  { from: 'returned', action: 'submit', desk: 'unit-handler', to: 'submitted' },
  { from: 'returned', action: 'delete', desk: 'unit-handler', to: 'deleted' },
  { from: 'invoicing', action: 'submit-invoices', desk: 'unit-handler', to: 'payment' },
  { from: 'invoicing', action: 'return', desk: 'enrolment-review', to: 'returned' },
  { from: 'invoicing', action: 'void', desk: 'enrolment-review', to: 'void' },
  { from: 'invoicing', action: 'void', desk: 'finance', to: 'void' },
  { from: 'payment', action: 'return-to-invoicing', desk: 'finance', to: 'invoicing' },
  { from: 'payment', action: 'return', desk: 'enrolment-review', to: 'returned' },
  { from: 'payment', action: 'confirm', desk: 'finance', to: 'confirmed' },
  { from: 'payment', action: 'void', desk: 'enrolment-review', to: 'void' },
  { from: 'payment', action: 'void', desk: 'finance', to: 'void' },
] as const satisfies readonly Transition<EnrolmentState, EnrolmentAction, Desk>[]

export type StepRefused = { readonly code: 'enrolment-step-not-allowed'; readonly state: EnrolmentState }

/** The state that an action of these desks leads to, or the refusal that names the state in which it is impossible. */
export function judgeStep(
  state: EnrolmentState,
  action: EnrolmentAction,
  desks: readonly Desk[],
): Decision<EnrolmentState, StepRefused> {
  return judgeTransition<EnrolmentState, EnrolmentAction, Desk, 'enrolment-step-not-allowed'>(
    ENROLMENT_WORKFLOW,
    'enrolment-step-not-allowed',
    state,
    action,
    desks,
  )
}

/** Whether the unit may still change plans, rosters, facts and attachments. */
export function isEditable(state: EnrolmentState): boolean {
  return state === 'draft' || state === 'returned'
}

export type EditRefused = { readonly code: 'enrolment-not-editable'; readonly state: EnrolmentState }

/** Plans, rosters, facts and attachments change only while the unit edits: 录入中 and 初审退回. */
export function judgeEdit(state: EnrolmentState): Decision<EnrolmentState, EditRefused> {
  return isEditable(state) ? accept(state) : refuse({ code: 'enrolment-not-editable', state })
}
