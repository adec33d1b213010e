import type { ReactElement } from 'react'
import { groupedBankCard } from '../../domain/claims/bank-card.ts'
import { toDigits } from '../ui/to-digits.ts'
import { TextField } from '../ui/TextField.tsx'
import { changePayee, type EntryForm } from './entry-form.ts'

/** Longer than any card: what is too long is said, never cut to what looks like a card. */
const LONGEST = 30

/**
 * 银行卡号: digits only; in groups of four as on the card below it, since a value that changes with the focus loses what
 * was selected.
 */
export function CardField({ form }: { form: EntryForm }): ReactElement {
  const { card } = form.entry.payee
  return (
    <TextField
      {...(card !== '' && { hint: groupedBankCard(card) })}
      {...form.field('payee.card')}
      span="wide"
      required
      inputMode="numeric"
      value={card}
      tidy={(text) => text}
      onChange={(event) => changePayee(form, { card: toDigits(event.target.value).slice(0, LONGEST) })}
    />
  )
}
