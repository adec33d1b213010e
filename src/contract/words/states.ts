import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import type { EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'

/** Words for the states of an enrolment, as the manual has them. */
export const ENROLMENT_STATE_WORDS: { readonly [S in EnrolmentState]: string } = {
  draft: '录入中',
  submitted: '参保初审',
  returned: '初审退回',
  invoicing: '开票录入',
  payment: '到账确认',
  confirmed: '已确认',
  void: '作废',
  deleted: '已删除',
}

/** The word for a state that comes from a row or a refusal. */
export function enrolmentStateWord(state: string | number | undefined): string {
  const words: Readonly<Record<string, string>> = ENROLMENT_STATE_WORDS
  return words[String(state)] ?? String(state)
}

/** Words for the states of a case: the manual's where it has one. */
export const CLAIM_STATE_WORDS: { readonly [S in ClaimState]: string } = {
  materials: '材料上传',
  entry: '费用录入',
  'first-review': '申领初审',
  'second-review': '申领复审',
  approval: '申领审批',
  payable: '待支付',
  'payment-failed': '支付失败',
  'payee-review': '领款复核',
  closed: '结案',
  declined: '不予给付',
  refused: '拒付结案',
  withdrawn: '撤案',
  deleted: '已删除',
}

/** The word for the state of a case that comes from a row or a refusal. */
export function claimStateWord(state: string | number | undefined): string {
  const words: Readonly<Record<string, string>> = CLAIM_STATE_WORDS
  return words[String(state)] ?? String(state)
}
