import type { ReactElement } from 'react'
import { UNIT_KINDS } from '../../domain/units/registration-fields.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { words } from '../words/words.ts'
import { AgencyField } from './AgencyField.tsx'
import { CreditCodeField } from './CreditCodeField.tsx'
import { FormCount } from './FormCount.tsx'
import { FormText } from './FormText.tsx'
import { labelled, type RegistrationForm } from './use-registration-form.ts'

/** 参保单位信息. */
export function UnitSection({ form }: { form: RegistrationForm }): ReactElement {
  return (
    <div className="form-grid">
      <CreditCodeField form={form} />
      <SelectField
        {...labelled(form, 'kind')}
        options={UNIT_KINDS.map((kind) => ({ value: kind, label: words(`units.kind.${kind}`) }))}
        value={form.fields.kind ?? ''}
        onChange={({ currentTarget }) => {
          form.change({ kind: UNIT_KINDS.find((kind) => kind === currentTarget.value) })
        }}
      />
      <FormText form={form} name="name" span="wide" maxLength={100} autoComplete="organization" />
      <FormText form={form} name="industry" maxLength={50} />
      <AgencyField form={form} />
      <FormCount form={form} name="staffCount" />
      <FormText form={form} name="address" span="wide" maxLength={200} autoComplete="street-address" />
      <FormCount form={form} name="womenCount" />
    </div>
  )
}
