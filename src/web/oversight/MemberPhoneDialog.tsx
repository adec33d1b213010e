import { useId, type ReactElement } from 'react'
import { changeMember } from '../../contract/members.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PhoneField } from '../ui/PhoneField.tsx'
import { words } from '../words/words.ts'
import type { Member } from './MembersDialog.tsx'

export type MemberPhoneDialogProps = {
  readonly member: Member
  readonly pending: boolean
  /** Why the change was refused. */
  readonly error: string | undefined
  readonly onSave: (phone: string) => void
  readonly onClose: () => void
}

/** Another phone of an account, whose holder can no longer read the one before. */
export function MemberPhoneDialog(props: MemberPhoneDialogProps): ReactElement {
  const { member, pending, error, onSave, onClose } = props
  const formId = useId()
  const { id, version, name, phoneMasked, state } = member
  const form = useSchemaForm(changeMember.input, {
    values: { id, version, phone: '' },
    labels: { phone: words('organisations.memberPhoneNew') },
    messages: { phone: words('organisations.memberPhoneWrong') },
    check: ({ phone }) => (phone === undefined ? { phone: words('form.fill') } : {}),
  })
  return (
    <Dialog
      title={words('organisations.memberPhoneOf', { name })}
      pending={pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={pending} onClick={onClose} />
          <Button type="submit" form={formId} kind="primary" pending={pending}>
            {words('organisations.save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="stack"
        noValidate
        onSubmit={form.submit(({ phone }) => phone !== undefined && onSave(phone))}
      >
        <p className="quiet">
          {phoneMasked === ''
            ? words('organisations.memberPhoneNone')
            : words('organisations.memberPhonePresent', { phone: phoneMasked })}
          {words(state === 'invited' ? 'organisations.memberPhoneInvited' : 'organisations.memberPhoneText')}
        </p>
        {error !== undefined && (
          <Notice tone="danger" live>
            {error}
          </Notice>
        )}
        <PhoneField {...form.field('phone')} required data-autofocus />
      </form>
    </Dialog>
  )
}
