import type { ReactElement } from 'react'
import type { SchemaForm } from '../shared/use-schema-form.ts'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { tidyField } from './tidy-fields.ts'
import { NewPhoneCode } from './NewPhoneCode.tsx'
import type { ChangeInput } from './unit-change-values.ts'

export type HandlerChangeProps = {
  readonly form: SchemaForm<ChangeInput>
  readonly another: boolean
  readonly onAnother: (another: boolean) => void
}

/** 经办人: mail and phone of the present one, or another person; password and code are asked for where it matters. */
export function HandlerChange({ form, another, onAnother }: HandlerChangeProps): ReactElement {
  const phone = form.form.watch('contactPhone') ?? ''
  const asksPassword = another || phone !== ''
  return (
    <section className="card card-body stack" aria-labelledby="handler-change">
      <h2 id="handler-change">{words('units.profile.handler')}</h2>
      <CheckboxField
        label={words('units.profile.another')}
        checked={another}
        onChange={({ currentTarget }) => onAnother(currentTarget.checked)}
      />
      <div className="form-grid">
        {another && (
          <>
            <TextField {...form.field('contactName')} required maxLength={50} />
            <TextField {...form.field('contactIdNumber')} required span="wide" maxLength={30} />
          </>
        )}
        <TextField
          {...form.field('contactPhone')}
          required={another}
          type="tel"
          inputMode="tel"
          maxLength={20}
          tidy={tidyField('contactPhone')}
        />
        {phone !== '' && <NewPhoneCode form={form} phone={phone} />}
        <TextField {...form.field('contactMail')} span="wide" type="email" maxLength={100} />
        {asksPassword && (
          <PasswordField {...form.field('password')} required hint={words('units.profile.passwordHint')} />
        )}
      </div>
    </section>
  )
}
