import type { OutputOf } from '../../contract/endpoint.ts'
import type { openPayee } from '../../contract/payout-payees.ts'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import { parseBankCard } from '../../domain/claims/bank-card.ts'
import { parsePayeeName } from '../../domain/claims/payee-name.ts'
import { parsePhone } from '../../domain/shared/phone.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { claimFieldRefusals } from '../../contract/words/refusals-claim-fields.ts'
import { personRefusals } from '../../contract/words/refusals-persons.ts'
import { words } from '../words/words.ts'

export type PayeeField = 'name' | 'idNumber' | 'mobile' | 'card' | 'bank' | 'image' | 'proof'

/** Fields whose error says only what to do; the images' names what is missing. */
const LABELS = {
  name: 'payees.name',
  idNumber: 'payees.id',
  mobile: 'payees.mobile',
  card: 'payees.card',
  bank: 'payees.bank',
} as const

/** An error in the summary, where the field does not stand beside it. */
export function payeeErrorLine(field: PayeeField, message: string): string {
  return field === 'image' || field === 'proof' ? message : words('form.line', { label: words(LABELS[field]), message })
}

/** What another payee has to prove, with the images that are there. */
export type Proof = OutputOf<typeof openPayee>['proofs'][number]

/** What keeps a corrected payee from being sent, by field; the server judges the same and more. */
export function payeeErrors(
  payee: Payee,
  hasImage: boolean,
  proofs: readonly Proof[],
): ReadonlyMap<PayeeField, string> {
  const errors = new Map<PayeeField, string>()
  const name = parsePayeeName(payee.name)
  if (!name.ok) errors.set('name', payee.name.trim() === '' ? words('form.fill') : words('form.malformed'))
  if (payee.relation !== 'self' && payee.idNumber.trim() === '') errors.set('idNumber', words('form.fill'))
  const mobile = parsePhone(payee.mobile)
  if (!mobile.ok) errors.set('mobile', sentenceIn(personRefusals, mobile.refusal))
  const card = parseBankCard(payee.card)
  if (!card.ok) errors.set('card', sentenceIn(claimFieldRefusals, card.refusal))
  if (payee.bank.trim() === '') errors.set('bank', words('form.fill'))
  if (!hasImage) errors.set('image', words('payees.cardImageMissing'))
  const unproven = proofs.find(({ min, images }) => images.length < min)
  if (unproven) errors.set('proof', words('payees.proofMissing', { name: unproven.name }))
  return errors
}
