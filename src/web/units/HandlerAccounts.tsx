import { useState, type ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { getHandlers, listUnits } from '../../contract/handlers.ts'
import { changeMember } from '../../contract/members.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { HandlerState } from './HandlerState.tsx'

type Member = OutputOf<typeof getHandlers>['members'][number]

export type HandlerAccountsProps = { readonly members: readonly Member[]; readonly leadId: string | null }

/** Accounts of a unit; administrators disable one, or let it in again by a new activation code. */
export function HandlerAccounts({ members, leadId }: HandlerAccountsProps): ReactElement {
  const [asked, setAsked] = useState<Member>()
  const administers = holdsAny(useSession(), ['administration'])
  const notMine = administers ? undefined : words('handlers.administrationOnly')
  const change = useCommand(changeMember, {
    refreshes: [getHandlers, listUnits],
    onDone: (_, { state }) => {
      setAsked(undefined)
      toast(words(state === 'disabled' ? 'handlers.disabled' : 'handlers.invitedAgain'))
    },
  })
  const ask = (member: Member | undefined) => {
    change.reset()
    setAsked(member)
  }
  const refused = change.error === null ? undefined : sentenceOf(change.error)
  return (
    <>
      {refused !== undefined && asked === undefined && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
      <DataTable
        label={words('handlers.accounts')}
        rows={members}
        rowKey={({ id }) => id}
        rowName={({ userName }) => userName}
        empty={<EmptyState icon="people" title={words('handlers.accountsNone')} />}
        columns={[
          { key: 'name', head: words('handlers.handler'), render: ({ name }) => name },
          { key: 'userName', head: words('handlers.userName'), render: ({ userName }) => userName },
          {
            key: 'role',
            head: words('handlers.role'),
            render: ({ id, state }) => {
              if (id === leadId) return words('handlers.lead')
              return state === 'disabled' ? '' : words('handlers.assistant')
            },
          },
          { key: 'phone', head: words('handlers.phone'), render: ({ phoneMasked }) => phoneMasked },
          { key: 'state', head: words('handlers.state'), render: ({ state }) => <HandlerState state={state} /> },
          {
            key: 'signedIn',
            head: words('handlers.signedIn'),
            render: ({ signedInAt }) => (signedInAt ? timeInWords(signedInAt) : ''),
          },
        ]}
        renderActions={(member) =>
          member.state === 'disabled' ? (
            <Button
              kind="text"
              reason={notMine}
              onClick={() => change.run({ id: member.id, version: member.version, state: 'invited' })}
            >
              {words('handlers.invite')}
            </Button>
          ) : (
            <Button kind="text" danger reason={notMine} onClick={() => ask(member)}>
              {words('handlers.disable')}
            </Button>
          )
        }
      />
      {asked !== undefined && (
        <ConfirmDialog
          title={words('handlers.disableAsk', asked)}
          action={words('handlers.disable')}
          danger
          pending={change.pending}
          error={refused}
          onConfirm={() => change.run({ id: asked.id, version: asked.version, state: 'disabled' })}
          onCancel={() => ask(undefined)}
        >
          <p>{words('handlers.disableText')}</p>
          {asked.id === leadId && <Notice tone="warning">{words('handlers.disableLead')}</Notice>}
        </ConfirmDialog>
      )}
    </>
  )
}
