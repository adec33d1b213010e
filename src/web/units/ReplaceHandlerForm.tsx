import type { ReactElement } from 'react'
import { changeHandler } from '../../contract/handlers.ts'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { PhoneField } from '../ui/PhoneField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { tidyField } from './tidy-fields.ts'
import { HandlerChangeForm, type OfUnitProps } from './HandlerChangeForm.tsx'

/** 更换经办人: another person, who is invited to their own phone. */
export function ReplaceHandlerForm({ id, version, onDone }: OfUnitProps): ReactElement {
  const form = useSchemaForm(changeHandler.input, {
    values: { id, version, contactName: '', contactIdNumber: '', contactPhone: '', reason: '' },
    labels: {
      contactName: REGISTRATION_WORDS.contactName,
      contactIdNumber: REGISTRATION_WORDS.contactIdNumber,
      contactPhone: REGISTRATION_WORDS.contactPhone,
      contactTelephone: REGISTRATION_WORDS.contactTelephone,
      contactMail: REGISTRATION_WORDS.contactMail,
      reason: words('handlers.reason'),
    },
    check: ({ contactName = '', contactIdNumber = '' }) => ({
      ...(contactName.trim() === '' && { contactName: words('form.fill') }),
      ...(contactIdNumber.trim() === '' && { contactIdNumber: words('form.fill') }),
    }),
  })
  return (
    <HandlerChangeForm
      title={words('handlers.replace')}
      text={words('handlers.replaceText')}
      form={form}
      version={version}
      onDone={onDone}
    >
      <TextField {...form.field('contactName')} required />
      <TextField {...form.field('contactIdNumber')} required hint={words('handlers.idNumberHint')} />
      <PhoneField {...form.field('contactPhone')} required />
      <TextField
        {...form.field('contactTelephone')}
        inputMode="tel"
        tidy={tidyField('contactTelephone')}
        hint={words('units.registration.telephoneHint')}
      />
      <TextField {...form.field('contactMail')} inputMode="email" />
    </HandlerChangeForm>
  )
}
