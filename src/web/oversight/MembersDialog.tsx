import { useState, type ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { changeMember, listMembers } from '../../contract/members.ts'
import { useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useCommand, useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { ConfirmDialog, Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { toast } from '../ui/Toast.tsx'
import { listOf, words } from '../words/words.ts'
import { InviteMemberForm } from './InviteMemberForm.tsx'
import { MemberDesksDialog } from './MemberDesksDialog.tsx'
import { MemberPhoneDialog } from './MemberPhoneDialog.tsx'
import type { Organisation } from './OrganisationsPage.tsx'

export type Member = OutputOf<typeof listMembers>['members'][number]
type Asked = { readonly what: 'disable' | 'desks' | 'phone'; readonly member: Member }

const TONES = { invited: 'your-turn', active: 'done', disabled: 'ended' } as const

export type MembersDialogProps = {
  readonly organisation: Organisation
  readonly mayChange: boolean
  readonly onClose: () => void
}

/** Accounts of an organisation: invite, change desks or phone, disable, invite again. */
export function MembersDialog({ organisation, mayChange, onClose }: MembersDialogProps): ReactElement {
  const { accountId } = useSession()
  const [adding, setAdding] = useState(false)
  const [asked, setAsked] = useState<Asked>()
  const { data, error } = useEndpointQuery(listMembers, { organisationId: organisation.id })
  const change = useCommand(changeMember, {
    refreshes: [listMembers],
    onDone: () => {
      setAsked(undefined)
      toast(words('organisations.saved'))
    },
  })
  const ask = (next: Asked | undefined) => {
    change.reset()
    setAsked(next)
  }
  const refused = change.error === null ? undefined : sentenceOf(change.error)
  // What a dialog over this one asked for is answered there.
  const problem = error !== null ? sentenceOf(error) : asked === undefined ? refused : undefined
  return (
    <Dialog title={words('organisations.membersOf', organisation)} size="large" onClose={onClose}>
      <div className="stack">
        {problem !== undefined && (
          <Notice tone="danger" live>
            {problem}
          </Notice>
        )}
        <DataTable
          label={words('organisations.members')}
          rows={data?.members}
          rowKey={({ id }) => id}
          rowName={({ userName }) => userName}
          empty={<EmptyState icon="people" title={words('organisations.membersNone')} />}
          columns={[
            { key: 'name', head: words('organisations.memberName'), render: ({ name }) => name },
            { key: 'userName', head: words('organisations.memberUserName'), render: ({ userName }) => userName },
            {
              key: 'state',
              head: words('organisations.memberState'),
              render: ({ state }) => (
                <StateTag tone={TONES[state]} label={words(`organisations.memberState.${state}`)} />
              ),
            },
            { key: 'phone', head: words('organisations.memberPhone'), render: ({ phoneMasked }) => phoneMasked },
            {
              key: 'desks',
              head: words('organisations.memberDesks'),
              most: 22,
              render: ({ desks }) => listOf(desks.map((desk) => words(`desk.${desk}`))),
            },
            {
              key: 'signedIn',
              head: words('organisations.memberSignedIn'),
              render: ({ signedInAt }) => (signedInAt ? timeInWords(signedInAt) : ''),
            },
          ]}
          {...(mayChange && {
            renderActions: (member: Member) => (
              <>
                <Button kind="text" onClick={() => ask({ what: 'desks', member })}>
                  {words('organisations.memberDesks')}
                </Button>
                <Button
                  kind="text"
                  reason={member.id === accountId ? words('organisations.memberPhoneOwn') : undefined}
                  onClick={() => ask({ what: 'phone', member })}
                >
                  {words('organisations.memberPhone')}
                </Button>
                {member.state === 'disabled' ? (
                  <Button
                    kind="text"
                    onClick={() => change.run({ id: member.id, version: member.version, state: 'invited' })}
                  >
                    {words('organisations.memberInvite')}
                  </Button>
                ) : (
                  <Button kind="text" danger onClick={() => ask({ what: 'disable', member })}>
                    {words('organisations.memberDisable')}
                  </Button>
                )}
              </>
            ),
          })}
        />
        {mayChange && !adding && (
          <div className="row">
            <Button onClick={() => setAdding(true)}>{words('organisations.memberAdd')}</Button>
          </div>
        )}
        {adding && <InviteMemberForm organisation={organisation} onDone={() => setAdding(false)} />}
      </div>
      {asked?.what === 'disable' && (
        <ConfirmDialog
          title={words('organisations.memberDisableAsk', asked.member)}
          action={words('organisations.memberDisable')}
          danger
          pending={change.pending}
          error={refused}
          onConfirm={() => change.run({ id: asked.member.id, version: asked.member.version, state: 'disabled' })}
          onCancel={() => ask(undefined)}
        >
          <p>{words('organisations.memberDisableText')}</p>
        </ConfirmDialog>
      )}
      {asked?.what === 'desks' && (
        <MemberDesksDialog
          member={asked.member}
          pending={change.pending}
          error={refused}
          onSave={(desks) => change.run({ id: asked.member.id, version: asked.member.version, desks })}
          onClose={() => ask(undefined)}
        />
      )}
      {asked?.what === 'phone' && (
        <MemberPhoneDialog
          member={asked.member}
          pending={change.pending}
          error={refused}
          onSave={(phone) => change.run({ id: asked.member.id, version: asked.member.version, phone })}
          onClose={() => ask(undefined)}
        />
      )}
    </Dialog>
  )
}
