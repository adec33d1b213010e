import type { ReactElement } from 'react'
import { changeHandler } from '../../contract/handlers.ts'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { HandlerForm } from './HandlerForm.tsx'
import { useChangeHandler } from './use-change-handler.ts'

export type OfUnitProps = { readonly id: string; readonly version: number; readonly onDone: () => void }

/** 更换经办人: another person, who is invited to their own phone. */
export function ReplaceHandlerForm({ id, version, onDone }: OfUnitProps): ReactElement {
  const form = useSchemaForm(changeHandler.input, {
    values: { id, version, contactName: '', contactIdNumber: '', contactPhone: '', reason: '' },
    labels: {
      contactName: REGISTRATION_WORDS.contactName,
      contactIdNumber: REGISTRATION_WORDS.contactIdNumber,
      contactPhone: REGISTRATION_WORDS.contactPhone,
      contactMail: REGISTRATION_WORDS.contactMail,
      reason: words('handlers.reason'),
    },
    check: ({ contactName = '', contactIdNumber = '' }) => ({
      ...(contactName.trim() === '' && { contactName: words('form.fill') }),
      ...(contactIdNumber.trim() === '' && { contactIdNumber: words('form.fill') }),
    }),
  })
  const change = useChangeHandler(form, onDone)
  return (
    <HandlerForm
      title={words('handlers.replace')}
      text={words('handlers.replaceText')}
      form={form}
      command={change}
      onSubmit={form.submit((values) => change.run({ ...values, version }))}
      onCancel={onDone}
      reason={
        <TextArea {...form.field('reason')} required maxLength={500} rows={2} hint={words('handlers.reasonHint')} />
      }
    >
      <TextField {...form.field('contactName')} required />
      <TextField {...form.field('contactIdNumber')} required hint={words('handlers.idNumberHint')} />
      <TextField {...form.field('contactPhone')} required inputMode="tel" />
      <TextField {...form.field('contactMail')} inputMode="email" />
    </HandlerForm>
  )
}
