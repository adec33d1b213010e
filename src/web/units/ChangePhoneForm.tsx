import type { ReactElement } from 'react'
import { changeHandler } from '../../contract/handlers.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { PhoneField } from '../ui/PhoneField.tsx'
import { words } from '../words/words.ts'
import { HandlerChangeForm, type OfUnitProps } from './HandlerChangeForm.tsx'

/** 更换手机号: the same person and account, codes go to another phone. */
export function ChangePhoneForm({ id, version, onDone }: OfUnitProps): ReactElement {
  const form = useSchemaForm(changeHandler.input, {
    values: { id, version, contactPhone: '', reason: '' },
    labels: { contactPhone: words('handlers.newPhone'), reason: words('handlers.reason') },
  })
  return (
    <HandlerChangeForm
      title={words('handlers.changePhone')}
      text={words('handlers.changePhoneText')}
      form={form}
      version={version}
      onDone={onDone}
    >
      <PhoneField {...form.field('contactPhone')} required />
    </HandlerChangeForm>
  )
}
