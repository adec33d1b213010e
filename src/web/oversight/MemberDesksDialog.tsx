import { useState, type ReactElement } from 'react'
import type { Desk } from '../../domain/organisations/desks.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { DeskChoice } from './DeskChoice.tsx'
import type { Member } from './MembersDialog.tsx'

export type MemberDesksDialogProps = {
  readonly member: Member
  readonly pending: boolean
  /** Why the change was refused. */
  readonly error: string | undefined
  readonly onSave: (desks: Desk[]) => void
  readonly onClose: () => void
}

/** Changes the desks of an account. */
export function MemberDesksDialog(props: MemberDesksDialogProps): ReactElement {
  const { member, pending, error, onSave, onClose } = props
  const [desks, setDesks] = useState<readonly Desk[]>(member.desks)
  const none = desks.length === 0 ? words('organisations.memberDesksMissing') : undefined
  return (
    <Dialog
      title={words('organisations.memberDesksOf', member)}
      size="medium"
      pending={pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={pending} onClick={onClose} />
          <Button kind="primary" pending={pending} reason={none} onClick={() => onSave([...desks])}>
            {words('organisations.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {error !== undefined && (
          <Notice tone="danger" live>
            {error}
          </Notice>
        )}
        <DeskChoice chosen={desks} onChange={setDesks} error={none} />
      </div>
    </Dialog>
  )
}
