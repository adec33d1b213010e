import type { ReactElement } from 'react'
import { getHandlers } from '../../contract/handlers.ts'
import { inviteMember } from '../../contract/members.ts'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { PhoneField } from '../ui/PhoneField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { HandlerForm } from './HandlerForm.tsx'

export type InviteHandlerFormProps = { readonly id: string; readonly onDone: () => void }

/** 添加经办人: a further account of the unit beside that of its lead. */
export function InviteHandlerForm({ id, onDone }: InviteHandlerFormProps): ReactElement {
  const form = useSchemaForm(inviteMember.input, {
    values: { organisationId: id, name: '', idNumber: '', phone: '', desks: ['unit-handler'] },
    labels: {
      name: REGISTRATION_WORDS.contactName,
      idNumber: REGISTRATION_WORDS.contactIdNumber,
      phone: REGISTRATION_WORDS.contactPhone,
      userName: words('handlers.userName'),
    },
  })
  const invite = useCommand(inviteMember, {
    refreshes: [getHandlers],
    onDone: ({ userName }) => {
      toast(words('handlers.added', { userName }))
      onDone()
    },
    onFailed: (error) => form.showFailure(error),
  })
  return (
    <HandlerForm
      title={words('handlers.add')}
      text={words('handlers.addText')}
      form={form}
      command={invite}
      onSubmit={form.submit((values) => invite.run({ ...values, desks: ['unit-handler'] }))}
      onCancel={onDone}
    >
      <TextField {...form.field('name')} required />
      <TextField {...form.field('idNumber')} required hint={words('handlers.idNumberHint')} />
      <PhoneField {...form.field('phone')} required />
      <TextField {...form.field('userName')} hint={words('handlers.userNameHint')} />
    </HandlerForm>
  )
}
