import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { FormText } from './FormText.tsx'
import type { RegistrationForm } from './use-registration-form.ts'

/** The credit code, judged as it is typed: a known unit is led to 忘记密码, a wrong check digit has to be confirmed. */
export function CreditCodeField({ form }: { form: RegistrationForm }): ReactElement {
  const { verdict, fields } = form
  const hint =
    verdict === 'fine'
      ? words('units.registration.creditCodeFine')
      : verdict === 'unchecked'
        ? words('units.registration.creditCodeUnchecked')
        : words('units.registration.creditCodeHint')
  return (
    <>
      <FormText form={form} name="creditCode" span="wide" maxLength={30} hint={hint} />
      {verdict === 'registered' && (
        <div className="full">
          <Notice tone="warning" live>
            {words('units.registration.creditCodeRegistered')}{' '}
            <Link to="/forgotten">{words('accounts.signIn.forgotten')}</Link>
          </Notice>
        </div>
      )}
      {verdict === 'wrong-check-digit' && (
        <div className="full">
          <Notice tone="warning" live>
            {words('units.registration.creditCodeWrong')}
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
