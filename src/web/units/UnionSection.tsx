import type { ReactElement } from 'react'
import { FormText } from './FormText.tsx'
import type { RegistrationForm } from './use-registration-form.ts'

/** 工会信息. */
export function UnionSection({ form }: { form: RegistrationForm }): ReactElement {
  return (
    <div className="form-grid">
      <FormText form={form} name="unionName" span="wide" maxLength={100} />
      <FormText form={form} name="unionChair" maxLength={50} />
      <FormText form={form} name="unionCreditCode" span="wide" maxLength={30} />
    </div>
  )
}
