import { useDeferredValue, type ReactElement } from 'react'
import { findBank } from '../../contract/dictionaries.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { words } from '../words/words.ts'
import { changePayee, type EntryForm } from './entry-form.ts'

/** 银行名称, from the dictionary or as typed. */
export function BankField({ form }: { form: EntryForm }): ReactElement {
  const { bank } = form.entry.payee
  const q = useDeferredValue(bank.trim())
  const { data } = useEndpointQuery(findBank, { q: q.slice(0, 60) }, { enabled: q !== '' && !form.readOnly })
  const field = form.field('payee.bank')
  const unknown = q !== '' && data !== undefined && !data.banks.some(({ name }) => name === q)
  return (
    <Combobox
      {...field}
      {...(field.hint === undefined &&
        unknown && { hint: <span className="field-doubt">{words('claimEntry.bankUnknown')}</span> })}
      span="wide"
      required
      value={bank}
      options={data?.banks
        .filter(({ name }) => name !== bank)
        .map(({ code, name }) => ({ key: code, label: name, detail: code }))}
      onType={(text) => changePayee(form, { bank: text })}
      onPick={({ label }) => changePayee(form, { bank: label })}
    />
  )
}
