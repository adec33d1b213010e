import '../words/zh/claim-materials.ts'
import type { ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'
import type { MaterialImage } from './use-claim-materials.ts'

export type RemoveSharedProps = {
  readonly image: MaterialImage
  readonly onRemove: (everywhere: boolean) => void
  readonly onClose: () => void
}

/** An image that other cases of the event show as well: from this one, or from all? */
export function RemoveShared({ image, onRemove, onClose }: RemoveSharedProps): ReactElement {
  const { name, sharedWith } = image
  return (
    <Dialog
      title={words('materials.removeShared', { name })}
      onClose={onClose}
      foot={
        <>
          <Button data-autofocus onClick={onClose}>
            {words('ui.cancel')}
          </Button>
          <Button danger onClick={() => onRemove(true)}>
            {words('materials.removeEverywhere')}
          </Button>
          <Button danger onClick={() => onRemove(false)}>
            {words('materials.removeHere')}
          </Button>
        </>
      }
    >
      <p>{words('materials.removeSharedText', { numbers: sharedWith.join(' ') })}</p>
    </Dialog>
  )
}
