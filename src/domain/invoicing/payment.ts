import type { EnrolmentState } from '../enrolment/enrolment-workflow.ts'
import { max, subtract, ZERO, formatYuan, type Cents } from '../shared/cents.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { compact } from '../shared/typed-text.ts'

/** What a bank reference is compared by: the same number however it was typed or copied. */
export function referenceKey(reference: string): string {
  return compact(reference.normalize('NFKC')).toUpperCase()
}

/** An enrolment in 到账确认 as finance sees it. Amounts in fen. */
export type AwaitedPayment = {
  readonly due: Cents
  readonly paid: Cents
  /** A setting of small offices: reviewer and confirmer may be one person. */
  readonly onePersonMayReviewAndConfirm: boolean
}

/** Whether whoever confirms, by account or by person, has submitted or reviewed the enrolment. */
export type Confirmer = { readonly isSubmitter: boolean; readonly isReviewer: boolean }

export type ConfirmRefusal =
  | { code: 'payment-short'; paid: string; due: string; missing: string }
  | { code: 'confirmer-is-submitter' }
  | { code: 'confirmer-is-reviewer' }

/** Money that came beyond what is due: kept as a credit and shown. */
export function creditOf(due: Cents, paid: Cents): Cents {
  return max(ZERO, subtract(paid, due))
}

/** 到账确认: the sum must reach what is due, and the confirmer is neither submitter nor, by default, reviewer. */
export function judgeConfirmation(
  payment: AwaitedPayment,
  confirmer: Confirmer,
): Decision<'confirmed', ConfirmRefusal> {
  if (payment.paid < payment.due) {
    return refuse({
      code: 'payment-short',
      paid: formatYuan(payment.paid),
      due: formatYuan(payment.due),
      missing: formatYuan(subtract(payment.due, payment.paid)),
    })
  }
  if (confirmer.isSubmitter) return refuse({ code: 'confirmer-is-submitter' })
  if (confirmer.isReviewer && !payment.onePersonMayReviewAndConfirm) return refuse({ code: 'confirmer-is-reviewer' })
  return accept('confirmed')
}

export type ReversalRefusal = { code: 'not-in-payment' } | { code: 'payment-reversed' }

/** 冲销: a wrongly recorded payment is taken back once, and only before 到账确认. Source: security, requirement 10. */
export function judgeReversal(
  state: EnrolmentState,
  payment: { readonly isReversed: boolean },
): Decision<'reversal', ReversalRefusal> {
  if (state !== 'payment') return refuse({ code: 'not-in-payment' })
  return payment.isReversed ? refuse({ code: 'payment-reversed' }) : accept('reversal')
}
