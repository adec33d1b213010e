import { useState, type ReactElement } from 'react'
import { inviteMember, listMembers } from '../../contract/members.ts'
import type { Desk } from '../../domain/organisations/desks.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { DeskChoice } from './DeskChoice.tsx'
import type { Organisation } from './OrganisationsPage.tsx'

export type InviteMemberFormProps = { readonly organisation: Organisation; readonly onDone: () => void }

/** 添加账号: user name and activation code go out by SMS. */
export function InviteMemberForm({ organisation, onDone }: InviteMemberFormProps): ReactElement {
  const [desks, setDesks] = useState<readonly Desk[]>([])
  const form = useSchemaForm(inviteMember.input, {
    values: { organisationId: organisation.id, name: '', idNumber: '', phone: '', desks: ['finance'] },
    labels: {
      name: words('organisations.memberName'),
      idNumber: words('organisations.memberId'),
      phone: words('organisations.memberPhone'),
      userName: words('organisations.memberUserName'),
      desks: words('organisations.memberDesks'),
    },
    check: () => (desks.length === 0 ? { desks: words('organisations.memberDesksMissing') } : {}),
  })
  const invite = useCommand(inviteMember, {
    refreshes: [listMembers],
    onDone: ({ userName }) => {
      toast(words('organisations.memberInvited', { userName }))
      onDone()
    },
    onFailed: (error) => form.showFailure(error),
  })
  return (
    <form className="stack" noValidate onSubmit={form.submit((values) => invite.run({ ...values, desks: [...desks] }))}>
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {invite.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(invite.error)}
        </Notice>
      )}
      <div className="form-grid">
        <TextField {...form.field('name')} required />
        <TextField {...form.field('idNumber')} required autoComplete="off" />
        <TextField {...form.field('phone')} required inputMode="tel" autoComplete="off" />
        <TextField {...form.field('userName')} hint={words('organisations.memberUserNameHint')} />
      </div>
      <DeskChoice chosen={desks} onChange={setDesks} error={form.attempt > 0 ? form.field('desks').error : undefined} />
      <div className="row row-end">
        <Button onClick={onDone}>{words('ui.cancel')}</Button>
        <Button type="submit" kind="primary" pending={invite.pending}>
          {words('organisations.memberAdd')}
        </Button>
      </div>
    </form>
  )
}
