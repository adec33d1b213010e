import { isEditable, type EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'
import { formatYuanGrouped, subtract } from '../../domain/shared/cents.ts'
import { centsOf } from '../shared/shown.ts'

/** Pages beside its own where an enrolment is worked on or looked at. */
export type WayOn = 'enter' | 'invoices' | 'invoices-and-account' | 'certificates' | 'money'

/**
 * Where a unit goes from one of its enrolments, what is to be done next last. The office's account and what was asked to be
 * invoiced stay within reach once the invoices are submitted.
 */
export function waysOnOfUnit(state: EnrolmentState): readonly WayOn[] {
  if (isEditable(state)) return ['enter']
  if (state === 'invoicing') return ['invoices']
  if (state === 'confirmed') return ['invoices-and-account', 'certificates']
  return state === 'payment' || state === 'void' ? ['invoices-and-account'] : []
}

/** Where finance goes: invoice files are uploaded, or mailed again, also long after 到账确认. */
export function waysOnOfFinance(state: EnrolmentState): readonly WayOn[] {
  return state === 'payment' || state === 'confirmed' || state === 'void' ? ['money'] : []
}

/** What came beyond what is due, with thousands separators; undefined where nothing did. */
export function creditIn({ total, paid }: { readonly total: string; readonly paid: string }): string | undefined {
  const credit = subtract(centsOf(paid), centsOf(total))
  return credit > 0 ? formatYuanGrouped(credit) : undefined
}
