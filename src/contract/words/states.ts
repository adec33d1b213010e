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
