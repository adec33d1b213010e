import type { ReactElement } from 'react'
import type { SchemaForm } from '../shared/use-schema-form.ts'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { tidyField } from './tidy-fields.ts'
import { NewPhoneCode } from './NewPhoneCode.tsx'
import type { ChangeInput, HandlerMode } from './unit-change-values.ts'

export type HandlerChangeProps = {
  readonly form: SchemaForm<ChangeInput>
  readonly mode: HandlerMode
  readonly onMode: (mode: HandlerMode) => void
}

/** 经办人: how the present one is reached and spelt, or another person; password and code are asked for where it matters. */
export function HandlerChange({ form, mode, onMode }: HandlerChangeProps): ReactElement {
  const another = mode === 'another'
  const phone = mode === 'corrected' ? '' : (form.form.watch('contactPhone') ?? '')
  const asksPassword = mode !== 'same' || phone !== ''
  return (
    <section className="card card-body stack" aria-labelledby="handler-change">
      <h2 id="handler-change">{words('units.profile.handler')}</h2>
      <CheckboxField
        label={words('units.profile.another')}
        checked={another}
        onChange={({ currentTarget }) => onMode(currentTarget.checked ? 'another' : 'same')}
      />
      <CheckboxField
        label={words('units.profile.corrected')}
        checked={mode === 'corrected'}
        onChange={({ currentTarget }) => onMode(currentTarget.checked ? 'corrected' : 'same')}
      />
      <div className="form-grid">
        {mode !== 'same' && (
          <>
            <TextField {...form.field('contactName')} required maxLength={50} />
            <TextField
              {...form.field('contactIdNumber')}
              required
              span="wide"
              maxLength={30}
              {...(mode === 'corrected' && { hint: words('units.profile.correctedHint') })}
            />
          </>
        )}
        {mode !== 'corrected' && (
          <TextField
            {...form.field('contactPhone')}
            required={another}
            type="tel"
            inputMode="tel"
            maxLength={20}
            tidy={tidyField('contactPhone')}
          />
        )}
        {phone !== '' && <NewPhoneCode form={form} phone={phone} />}
        <TextField
          {...form.field('contactTelephone')}
          type="tel"
          inputMode="tel"
          maxLength={30}
          tidy={tidyField('contactTelephone')}
          hint={words('units.registration.telephoneHint')}
        />
        <TextField {...form.field('contactMail')} span="wide" type="email" maxLength={100} />
        {asksPassword && (
          <PasswordField {...form.field('password')} required hint={words('units.profile.passwordHint')} />
        )}
      </div>
    </section>
  )
}
