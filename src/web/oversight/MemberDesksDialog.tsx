import { useState, type ReactElement } from 'react'
import type { Desk } from '../../domain/organisations/desks.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'
import { DeskChoice } from './DeskChoice.tsx'
import type { Member } from './MembersDialog.tsx'

export type MemberDesksDialogProps = {
  readonly member: Member
  readonly pending: boolean
  readonly onSave: (desks: Desk[]) => void
  readonly onClose: () => void
}

/** Changes the desks of an account. */
export function MemberDesksDialog({ member, pending, onSave, onClose }: MemberDesksDialogProps): ReactElement {
  const [desks, setDesks] = useState<readonly Desk[]>(member.desks)
  const none = desks.length === 0 ? words('organisations.memberDesksMissing') : undefined
  return (
    <Dialog
      title={words('organisations.memberDesksOf', member)}
      size="medium"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{words('ui.cancel')}</Button>
          <Button kind="primary" pending={pending} reason={none} onClick={() => onSave([...desks])}>
            {words('organisations.save')}
          </Button>
        </>
      }
    >
      <DeskChoice chosen={desks} onChange={setDesks} error={none} />
    </Dialog>
  )
}
