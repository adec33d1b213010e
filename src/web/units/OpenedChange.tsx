import type { ReactElement } from 'react'
import { getUnitChange } from '../../contract/unit-profile.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useOpened } from '../shared/use-opened.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { words } from '../words/words.ts'
import { ChangeDialog } from './ChangeDialog.tsx'

type Props = { readonly id: string; readonly onClose: () => void; readonly onDecided: () => void }

/** The change that the address opens, on whatever page of the list it stands; each opening is journaled. */
export function OpenedChange({ id, onClose, onDecided }: Props): ReactElement | null {
  const reviews = holdsAny(useSession(), ['change-review'])
  const { data, error, refetch } = useOpened(getUnitChange, { id })
  if (data !== undefined) {
    const decides = reviews && data.state === 'pending'
    return <ChangeDialog change={data} decides={decides} onClose={onClose} onDecided={onDecided} />
  }
  if (error === null) return null
  return (
    <Dialog title={words('units.changes.title')} size="medium" onClose={onClose}>
      <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
    </Dialog>
  )
}
