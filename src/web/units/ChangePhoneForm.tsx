import type { ReactElement } from 'react'
import { changeHandler } from '../../contract/handlers.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { HandlerForm } from './HandlerForm.tsx'
import type { OfUnitProps } from './ReplaceHandlerForm.tsx'
import { useChangeHandler } from './use-change-handler.ts'

/** 更换手机号: the same person and account, codes go to another phone. */
export function ChangePhoneForm({ id, version, onDone }: OfUnitProps): ReactElement {
  const form = useSchemaForm(changeHandler.input, {
    values: { id, version, contactPhone: '', reason: '' },
    labels: { contactPhone: words('handlers.newPhone'), reason: words('handlers.reason') },
  })
  const change = useChangeHandler(form, onDone)
  return (
    <HandlerForm
      title={words('handlers.changePhone')}
      text={words('handlers.changePhoneText')}
      form={form}
      command={change}
      onSubmit={form.submit((values) => change.run({ ...values, version }))}
      onCancel={onDone}
      reason={
        <TextArea {...form.field('reason')} required maxLength={500} rows={2} hint={words('handlers.reasonHint')} />
      }
    >
      <TextField {...form.field('contactPhone')} required inputMode="tel" />
    </HandlerForm>
  )
}
