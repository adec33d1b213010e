import { useState, type ReactElement } from 'react'
import { groupedBankCard } from '../../domain/claims/bank-card.ts'
import { toDigits } from '../ui/to-digits.ts'
import { TextField } from '../ui/TextField.tsx'
import { changePayee, type EntryForm } from './entry-form.ts'

const LONGEST = 19

/** 银行卡号: digits only, in groups of four as on the card while it is not typed. */
export function CardField({ form }: { form: EntryForm }): ReactElement {
  const { card } = form.entry.payee
  const [typing, setTyping] = useState(false)
  return (
    <TextField
      {...form.field('payee.card')}
      span="wide"
      required
      inputMode="numeric"
      value={typing ? card : groupedBankCard(card)}
      tidy={(text) => text}
      onFocus={() => setTyping(true)}
      onBlur={() => setTyping(false)}
      onChange={(event) => changePayee(form, { card: toDigits(event.target.value).slice(0, LONGEST) })}
    />
  )
}
