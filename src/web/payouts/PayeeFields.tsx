import type { ReactElement } from 'react'
import { groupedBankCard, parseBankCard } from '../../domain/claims/bank-card.ts'
import { PAYEE_RELATIONS, type Payee, type PayeeRelation } from '../../domain/claims/claim-entry.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toDigits } from '../ui/to-digits.ts'
import '../words/zh/claim-entry.ts'
import { words } from '../words/words.ts'
import type { PayeeField } from './payee-errors.ts'

type Props = {
  readonly payee: Payee
  readonly errors: ReadonlyMap<PayeeField, string>
  readonly onChange: (change: Partial<Payee>) => void
}

const LONGEST_CARD = 19
const LONGEST_MOBILE = 11

/** The payee as the bank is to be told; a card whose check digit is wrong warns and can still be sent. */
export function PayeeFields({ payee, errors, onChange }: Props): ReactElement {
  const judged = parseBankCard(payee.card)
  const doubtful = judged.ok && judged.value.checkDigit === 'wrong'
  const field = (name: PayeeField, label: string) => ({
    id: `payee-${name}`,
    label,
    error: errors.get(name),
    required: true,
  })
  return (
    <section className="card card-body stack" aria-label={words('payees.title')}>
      <p className="quiet">{words('payees.text')}</p>
      <div className="form-grid">
        <SelectField
          label={words('payees.relation')}
          required
          empty={false}
          options={PAYEE_RELATIONS.map((value) => ({ value, label: words(`claimEntry.relation.${value}`) }))}
          value={payee.relation}
          onChange={(event) => onChange({ relation: event.target.value as PayeeRelation })}
        />
        <TextField
          {...field('name', words('payees.name'))}
          maxLength={60}
          value={payee.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <TextField
          {...field('mobile', words('payees.mobile'))}
          inputMode="numeric"
          value={payee.mobile}
          tidy={(text) => text}
          onChange={(event) => onChange({ mobile: toDigits(event.target.value).slice(0, LONGEST_MOBILE) })}
        />
        {payee.relation !== 'self' && (
          <TextField
            {...field('idNumber', words('payees.id'))}
            maxLength={30}
            value={payee.idNumber}
            onChange={(event) => onChange({ idNumber: event.target.value })}
          />
        )}
        <TextField
          {...field('card', words('payees.card'))}
          span="wide"
          inputMode="numeric"
          hint={doubtful ? words('payees.cardCheck') : groupedBankCard(payee.card)}
          value={payee.card}
          tidy={(text) => text}
          onChange={(event) => onChange({ card: toDigits(event.target.value).slice(0, LONGEST_CARD) })}
        />
        <TextField
          {...field('bank', words('payees.bank'))}
          span="wide"
          maxLength={100}
          value={payee.bank}
          onChange={(event) => onChange({ bank: event.target.value })}
        />
        <TextField
          id="payee-branch"
          label={words('payees.branch')}
          span="wide"
          maxLength={100}
          value={payee.branch}
          onChange={(event) => onChange({ branch: event.target.value })}
        />
      </div>
    </section>
  )
}
