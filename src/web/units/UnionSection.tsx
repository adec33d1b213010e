import type { ReactElement } from 'react'
import { hasWrongCheckDigit } from '../../domain/units/credit-code.ts'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { FormText } from './FormText.tsx'
import type { RegistrationForm } from './use-registration-form.ts'

/** 工会信息; a wrong check digit is pointed out and not refused. */
export function UnionSection({ form }: { form: RegistrationForm }): ReactElement {
  return (
    <div className="form-grid">
      <FormText form={form} name="unionName" span="wide" maxLength={100} />
      <FormText form={form} name="unionChair" maxLength={50} />
      <FormText form={form} name="unionCreditCode" span="wide" maxLength={30} />
      {hasWrongCheckDigit(form.fields.unionCreditCode ?? '') && (
        <div className="full">
          <Notice tone="warning" live>
            {words('units.registration.checkDigitDoubt')}
          </Notice>
        </div>
      )}
    </div>
  )
}
