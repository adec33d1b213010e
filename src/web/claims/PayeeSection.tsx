import type { ReactElement } from 'react'
import { PAYEE_RELATIONS, type PayeeRelation } from '../../domain/claims/claim-entry.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toDigits } from '../ui/to-digits.ts'
import { words } from '../words/words.ts'
import { BankField } from './BankField.tsx'
import { CardField } from './CardField.tsx'
import { changePayee, type EntryForm } from './entry-form.ts'
import { relatedPayee } from './related-payee.ts'

const MOBILE = 11

/** 领款人信息: the insured person as a rule, whose own data are offered; somebody else with proof of the relation. */
export function PayeeSection({ form }: { form: EntryForm }): ReactElement {
  const { claim, needs, readOnly } = form
  const { relation, name, idNumber, mobile, branch } = form.entry.payee
  const { insured } = claim
  const own = { name: insured.name, idNumber: insured.idNumber }
  const isSelf = relation === 'self'
  const differs = isSelf && (name !== insured.name || mobile === '')
  const relations = PAYEE_RELATIONS.filter((one) => one !== 'self' || !needs.payeeIsHeir || isSelf)
  const relate = (next: PayeeRelation) => changePayee(form, relatedPayee(form.entry.payee, next, insured))
  const relationField = form.field('payee.relation')
  return (
    <section className="card card-body" aria-labelledby="entry-part-payee">
      <div className="row spread entry-head">
        <h2 id="entry-part-payee">{words('claimEntry.payee')}</h2>
        {differs && !readOnly && (
          <Button
            kind="text"
            icon="person"
            onClick={() => changePayee(form, { ...own, mobile: mobile === '' ? insured.phone : mobile })}
          >
            {words('claimEntry.useInsured')}
          </Button>
        )}
      </div>
      <div className="form-grid">
        <SelectField
          {...relationField}
          hint={relationField.hint ?? (isSelf ? undefined : words('claimEntry.needsProof'))}
          required
          disabled={readOnly}
          empty={false}
          options={relations.map((value) => ({ value, label: words(`claimEntry.relation.${value}`) }))}
          value={relation}
          onChange={(event) => relate(event.target.value as PayeeRelation)}
        />
        <TextField
          {...form.field('payee.name')}
          required
          maxLength={60}
          value={name}
          onChange={(event) => changePayee(form, { name: event.target.value })}
        />
        <TextField
          {...form.field('payee.mobile')}
          required
          inputMode="numeric"
          value={mobile}
          tidy={(text) => text}
          onChange={(event) => changePayee(form, { mobile: toDigits(event.target.value).slice(0, MOBILE) })}
        />
        {!isSelf && (
          <TextField
            {...form.field('payee.idNumber')}
            required
            maxLength={30}
            value={idNumber}
            onChange={(event) => changePayee(form, { idNumber: event.target.value })}
          />
        )}
        <CardField form={form} />
        <BankField form={form} />
        <TextField
          {...form.field('payee.branch')}
          span="wide"
          maxLength={100}
          value={branch}
          onChange={(event) => changePayee(form, { branch: event.target.value })}
        />
      </div>
    </section>
  )
}
