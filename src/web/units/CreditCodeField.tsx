import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words, type PlainKey } from '../words/words.ts'
import { FormText } from './FormText.tsx'
import type { CreditCodeVerdict } from './use-credit-code.ts'
import type { RegistrationForm } from './use-registration-form.ts'

const hints: { readonly [V in CreditCodeVerdict]?: PlainKey } = {
  unfinished: 'units.registration.creditCodeHint',
  fine: 'units.registration.creditCodeFine',
  unchecked: 'units.registration.creditCodeUnchecked',
}

/** The credit code, judged as it is typed: a known unit is led to 忘记密码, a wrong check digit has to be confirmed. */
export function CreditCodeField({ form }: { form: RegistrationForm }): ReactElement {
  const { verdict, fields } = form
  const hint = hints[verdict]
  return (
    <>
      <FormText
        form={form}
        name="creditCode"
        span="wide"
        maxLength={30}
        {...(hint !== undefined && { hint: words(hint) })}
      />
      {verdict === 'registered' && (
        <div className="full">
          <Notice tone="warning" live>
            {words('units.registration.creditCodeRegistered')} <Link to="/forgotten">{words('shell.forgotten')}</Link>
          </Notice>
        </div>
      )}
      {verdict === 'wrong-check-digit' && (
        <div className="full">
          <Notice tone="warning" live>
            <CheckboxField
              label={words('units.registration.creditCodeConfirm')}
              checked={fields.creditCodeConfirmed ?? false}
              onChange={({ currentTarget }) => form.change({ creditCodeConfirmed: currentTarget.checked })}
            />
          </Notice>
        </div>
      )}
    </>
  )
}
