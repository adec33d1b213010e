import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'

type Props = {
  /** Something was sent, whose answer has to be read. */
  readonly pending: boolean
  /** Gets the focus when the dialog opens. */
  readonly first?: boolean
  readonly onClick: () => void
}

/** 取消 at the foot of a dialog: rests while the dialog works. */
export function CancelButton({ pending, first, onClick }: Props): ReactElement {
  return (
    <Button data-autofocus={first} reason={pending ? words('ui.awaitAnswer') : undefined} onClick={onClick}>
      {words('ui.cancel')}
    </Button>
  )
}
