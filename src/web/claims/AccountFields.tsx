import '../words/zh/claim-materials.ts'
import { useDeferredValue, useId, type ReactElement } from 'react'
import { findBank } from '../../contract/dictionaries.ts'
import { groupedBankCard } from '../../domain/claims/bank-card.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import type { Account } from './use-account.ts'

/** The number in groups of four, as the card has it; what is no number yet stays as it was typed. */
const tidyCard = (text: string) => (/^[\d\s-]*$/.test(text) ? groupedBankCard(text.replace(/\D/g, '')) : text.trim())

/** 银行账号 and 银行名称, asked for beside the image of the card. */
export function AccountFields({ account }: { account: Account }): ReactElement {
  const { card, bank, type, save, cardError, isCardDoubtful, error } = account
  const list = useId()
  const q = useDeferredValue(bank.trim())
  const { data } = useEndpointQuery(findBank, { q }, { enabled: q !== '' })
  const unknown = q !== '' && data !== undefined && !data.banks.some(({ name }) => name === q)
  return (
    <div className="stack account">
      <TextField
        id="account-card"
        label={words('materials.card')}
        required
        inputMode="numeric"
        value={card}
        error={cardError}
        hint={
          isCardDoubtful ? <span className="hint">{words('materials.cardCheck')}</span> : words('materials.cardHint')
        }
        tidy={tidyCard}
        onChange={({ currentTarget }) => type({ card: currentTarget.value })}
        onBlur={save}
      />
      <TextField
        id="account-bank"
        label={words('materials.bank')}
        required
        value={bank}
        list={list}
        hint={words(unknown ? 'materials.bankUnknown' : 'materials.bankHint')}
        onChange={({ currentTarget }) => type({ bank: currentTarget.value })}
        onBlur={save}
      />
      <datalist id={list}>
        {data?.banks.map(({ code, name }) => (
          <option key={code} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      {error !== null && (
        <span className="field-error" role="alert">
          {sentenceOf(error)}
        </span>
      )}
    </div>
  )
}
