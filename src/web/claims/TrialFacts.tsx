import { useState, type ReactElement, type SyntheticEvent } from 'react'
import { CLAIM_KIND_NAMES, GRADE_NAMES, INSURANCE_NAMES, SHEET_AMOUNT_NAMES } from '../../contract/words/claim-words.ts'
import { GRADES, HOSPITAL_LEVELS, INSURANCES, SHEET_AMOUNTS } from '../../domain/plans/benefit-terms.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { Button } from '../ui/Button.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { DateField } from '../ui/DateField.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { factsOf } from './trial-facts.ts'

type Trying = { readonly pending: boolean; readonly onTry: (text: string) => void }

const RISKS = ['ordinary', 'high-risk'] as const
const DISABILITIES = Array.from({ length: 10 }, (_, at) => String(at + 1))

function Run({ pending }: { pending: boolean }): ReactElement {
  return (
    <div className="row">
      <Button type="submit" kind="primary" pending={pending}>
        {words('benefitTry.run')}
      </Button>
    </div>
  )
}

/** The facts of one event with one settlement sheet; more goes by JSON. */
export function TrialForm({ kinds, pending, onTry }: Trying & { readonly kinds: readonly ClaimKind[] }): ReactElement {
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    onTry(JSON.stringify(factsOf(new FormData(event.currentTarget))))
  }
  const unset = words('benefitTry.unset')
  return (
    <form className="stack" onSubmit={send}>
      <fieldset className="try-fields">
        <legend>{words('benefitTry.cover')}</legend>
        <DateField name="effectiveOn" label={words('benefitTry.effectiveOn')} required />
        <DateField name="endsOn" label={words('benefitTry.endsOn')} required />
        <DateField name="continuousSince" label={words('benefitTry.continuousSince')} />
        <TextField name="shares" label={words('benefitTry.shares')} inputMode="numeric" defaultValue="1" />
        <SelectField
          name="riskClass"
          label={words('benefitTry.riskClass')}
          empty={false}
          options={RISKS.map((value) => ({ value, label: words(`benefitTry.risk.${value}`) }))}
        />
      </fieldset>
      <fieldset className="try-fields">
        <legend>{words('benefitTry.event')}</legend>
        <SelectField
          name="kind"
          label={words('benefitTry.kind')}
          empty={false}
          options={kinds.map((value) => ({ value, label: CLAIM_KIND_NAMES[value] }))}
        />
        <DateField name="on" label={words('benefitTry.on')} />
        <SelectField
          name="grade"
          label={words('benefitTry.grade')}
          empty={unset}
          options={GRADES.map((value) => ({ value, label: GRADE_NAMES[value] }))}
        />
        <TextField name="category" label={words('benefitTry.category')} />
        <SelectField
          name="disabilityGrade"
          label={words('benefitTry.disabilityGrade')}
          empty={unset}
          options={DISABILITIES.map((value) => ({ value, label: value }))}
        />
        <CheckboxField name="inSitu" label={words('benefitTry.inSitu')} />
      </fieldset>
      <fieldset className="try-fields">
        <legend>{words('benefitTry.sheet')}</legend>
        <DateField name="admittedOn" label={words('benefitTry.admittedOn')} />
        <DateField name="dischargedOn" label={words('benefitTry.dischargedOn')} />
        <SelectField
          name="hospitalLevel"
          label={words('benefitTry.hospitalLevel')}
          empty={unset}
          options={HOSPITAL_LEVELS.map((value) => ({ value, label: value }))}
        />
        <SelectField
          name="insurance"
          label={words('benefitTry.insurance')}
          empty={unset}
          options={INSURANCES.map((value) => ({ value, label: INSURANCE_NAMES[value] }))}
        />
        <CheckboxField name="remote" label={words('benefitTry.remote')} />
        {SHEET_AMOUNTS.map((amount) => (
          <MoneyField key={amount} name={amount} label={SHEET_AMOUNT_NAMES[amount]} />
        ))}
      </fieldset>
      <Run pending={pending} />
    </form>
  )
}

/** Facts as the command line takes them. */
export function TrialJson({ pending, onTry }: Trying): ReactElement {
  const [text, setText] = useState('')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        onTry(text)
      }}
    >
      <TextArea
        label={words('benefitTry.json')}
        hint={words('benefitTry.jsonHint')}
        rows={18}
        maxLength={200_000}
        spellCheck={false}
        required
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Run pending={pending} />
    </form>
  )
}

/** A real case by its number, with the facts of its last calculation. */
export function TrialCase({ pending, onTry }: Trying): ReactElement {
  const [number, setNumber] = useState('')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        onTry(number.trim().toUpperCase())
      }}
    >
      <TextField
        label={words('benefitTry.number')}
        hint={words('benefitTry.numberHint')}
        required
        maxLength={30}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
      <Run pending={pending} />
    </form>
  )
}
