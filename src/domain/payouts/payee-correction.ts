import { parseBankCard, type BankCardRefusal } from '../claims/bank-card.ts'
import type { Payee } from '../claims/claim-entry.ts'
import type { Hand } from '../claims/review.ts'
import { parseIdNumber } from '../shared/id-number.ts'
import { parsePersonName, type NameRefusal } from '../shared/person-name.ts'
import { parsePhone, type PhoneRefusal } from '../shared/phone.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { tidyTitle } from '../shared/typed-text.ts'
import { isSamePerson } from './four-eyes.ts'

export type PayeeRefusal =
  | NameRefusal
  | BankCardRefusal
  | PhoneRefusal
  | { readonly code: 'payee-bank-missing' }
  | { readonly code: 'payee-id-number-wrong' }

/** A corrected payee, normalised and complete: bank files take nothing less. Source: decisions, "Payee". */
export function judgePayee(typed: Payee): Decision<Payee, PayeeRefusal> {
  const name = parsePersonName(typed.name)
  if (!name.ok) return name
  const card = parseBankCard(typed.card)
  if (!card.ok) return card
  const mobile = parsePhone(typed.mobile)
  if (!mobile.ok) return mobile
  const bank = tidyTitle(typed.bank)
  if (bank === '') return refuse({ code: 'payee-bank-missing' })
  const document = typed.idNumber.trim() === '' ? undefined : parseIdNumber(typed.idNumber)
  if (document && !document.ok) return refuse({ code: 'payee-id-number-wrong' })
  return accept({
    relation: typed.relation,
    name: name.value.name,
    idNumber: document?.value.number ?? '',
    mobile: mobile.value,
    card: card.value.bankCard,
    bank,
    branch: tidyTitle(typed.branch),
  })
}

/** The same person with another card needs one approval; another person goes through the whole review again. */
export function correctionOf(frozen: Payee, corrected: Payee): 'correct-card' | 'change-payee' {
  const same = frozen.relation === corrected.relation && frozen.name === corrected.name
  return same && frozen.idNumber === corrected.idNumber ? 'correct-card' : 'change-payee'
}

/** A corrected payee is approved by someone else than who entered it. */
export function judgePayeeReviewer(reviewer: Hand, corrector: Hand): Decision<true, { code: 'reviewer-is-corrector' }> {
  return isSamePerson(reviewer, corrector) ? refuse({ code: 'reviewer-is-corrector' }) : accept(true)
}
