import type { ClaimKind } from '../plans/claim-kind.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'

export type ClaimLetterKind = 'refused' | 'declined' | 'closed'

/** The last four digits of the card, never more. */
export type LetterPayment = { readonly payee: string; readonly cardTail: string; readonly paidOn: CalendarDate }

/** A cover and kind of the same person that would pay for the same event and nobody claimed; in yuan. */
export type LetterOtherClaim = {
  readonly plan: string
  readonly kind: ClaimKind
  readonly amount: string
  /** The most, and what it goes by, where that is not decided yet. */
  readonly upTo?: string
  readonly by?: 'grade' | 'category'
}

/**
 * Everything that a letter about the end of a case says, frozen when it is issued. The letter is a function of this value
 * and the office's seal; nothing on it is looked up later.
 */
export type ClaimLetter = {
  readonly kind: ClaimLetterKind
  /** Number of the case. */
  readonly number: string
  readonly issuedOn: CalendarDate
  readonly association: string
  readonly office: { readonly name: string; readonly address: string; readonly telephone: string }
  readonly unitName: string
  readonly insured: { readonly name: string; readonly documentNumber: string }
  readonly plan: { readonly name: string; readonly version: string }
  readonly claim: { readonly kind: ClaimKind; readonly incidentOn: CalendarDate; readonly acceptedOn: CalendarDate }
  /** Clause that the refusal goes by. */
  readonly clause: { readonly number: string; readonly text: string } | null
  readonly reason: string
  /** To whom the benefit was paid, where it was. */
  readonly payment?: LetterPayment
  /** 还可申领, on a letter about a payment. */
  readonly alsoClaimable?: readonly LetterOtherClaim[]
  /** Steps of the calculation as the receipt prints them, amounts in yuan with two decimals. */
  readonly lines: readonly {
    readonly rule: string
    readonly clause: string
    readonly basis: string
    readonly formula: string
    readonly amount: string
  }[]
  readonly total: string
}
