import { useState, type ReactElement } from 'react'
import { getHandlers } from '../../contract/handlers.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { ChangePhoneForm } from './ChangePhoneForm.tsx'
import { HandlerAccounts } from './HandlerAccounts.tsx'
import { HandlerHistory } from './HandlerHistory.tsx'
import { InviteHandlerForm } from './InviteHandlerForm.tsx'
import { ReplaceHandlerForm } from './ReplaceHandlerForm.tsx'

type View = 'replace' | 'phone' | 'add'

/** Accounts of one unit: another handler or phone by the office, further handlers, and what was done so far. */
export function HandlersDialog({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const [view, setView] = useState<View>()
  const session = useSession()
  const { data, error, refetch } = useEndpointQuery(getHandlers, { id })
  if (data === undefined) {
    return (
      <Dialog title={words('handlers.title')} size="large" onClose={onClose}>
        {error === null ? <Skeleton /> : <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      </Dialog>
    )
  }
  const { name, creditCode, leadId, members, changes } = data
  const lead = members.find((member) => member.id === leadId)
  const notMine = holdsAny(session, ['change-review', 'administration']) ? undefined : words('handlers.officeOnly')
  const notTheirs = lead === undefined || lead.state === 'disabled' ? words('handlers.leadEnded') : undefined
  const close = () => setView(undefined)
  return (
    <Dialog title={words('handlers.of', { name })} size="large" onClose={onClose}>
      <div className="stack">
        <p className="quiet">{words('handlers.creditCodeOf', { creditCode })}</p>
        <HandlerAccounts members={members} leadId={leadId} />
        <div className="row">
          <Button reason={notMine} aria-expanded={view === 'replace'} onClick={() => setView('replace')}>
            {words('handlers.replace')}
          </Button>
          <Button reason={notMine ?? notTheirs} aria-expanded={view === 'phone'} onClick={() => setView('phone')}>
            {words('handlers.changePhone')}
          </Button>
          <Button
            reason={holdsAny(session, ['administration']) ? undefined : words('handlers.administrationOnly')}
            aria-expanded={view === 'add'}
            onClick={() => setView('add')}
          >
            {words('handlers.add')}
          </Button>
        </div>
        {view === 'replace' && <ReplaceHandlerForm id={id} version={data.version} onDone={close} />}
        {view === 'phone' && <ChangePhoneForm id={id} version={data.version} onDone={close} />}
        {view === 'add' && <InviteHandlerForm id={id} onDone={close} />}
        {changes.length > 0 && <HandlerHistory changes={changes} />}
      </div>
    </Dialog>
  )
}
