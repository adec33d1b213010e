import { useRef, type ReactElement } from 'react'
import type { ImageHint } from '../../domain/claims/image-hints.ts'
import { Button } from '../ui/Button.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { classNames } from '../ui/class-names.ts'
import { words } from '../words/words.ts'
import { IMAGE_KINDS, MAX_CHOSEN_BYTES } from './image-files.ts'
import { MaterialThumb, type ThumbActions } from './MaterialThumb.tsx'
import type { ClaimMaterials, MaterialImage } from './use-claim-materials.ts'
import { useDropTarget } from './use-drop-target.ts'
import { UNSORTED } from './use-material-actions.ts'

export type UnsortedTrayProps = {
  readonly claimId: string
  readonly materials: ClaimMaterials
  readonly editable: boolean
  readonly actions: ThumbActions
  readonly hintsOf: (image: MaterialImage) => readonly ImageHint[]
  readonly onFiles: (files: readonly File[]) => void
  readonly onMoved: (image: string, kind: string) => void
  readonly onSortInOrder: () => void
}

/** Many images dropped at once, and those that nobody has put into a slot yet. */
export function UnsortedTray(props: UnsortedTrayProps): ReactElement | null {
  const { claimId, materials, editable, actions, hintsOf, onFiles, onMoved, onSortInOrder } = props
  const { slots, unsorted, missing } = materials
  const tray = useRef<HTMLElement>(null)
  const over = useDropTarget(tray, editable, { onImage: (image) => onMoved(image, UNSORTED), onFiles })
  if (!editable && unsorted.length === 0) return null
  return (
    <section
      ref={tray}
      className={classNames('card', 'card-body', 'tray', over && 'over')}
      data-slot={UNSORTED}
      id={`slot-${UNSORTED}`}
      tabIndex={-1}
      aria-label={words('materials.dropMany')}
    >
      {editable && (
        <FileDrop
          label={words('materials.dropMany')}
          hint={words('materials.dropManyHint')}
          kinds={IMAGE_KINDS}
          maxBytes={MAX_CHOSEN_BYTES}
          multiple
          onFiles={onFiles}
        />
      )}
      {unsorted.length > 0 && (
        <>
          <div className="row spread">
            <h2>{words('materials.unsorted', { count: unsorted.length })}</h2>
            {editable && (
              <Button
                kind="primary"
                reason={missing === 0 ? words('materials.nothingLacking') : undefined}
                onClick={onSortInOrder}
              >
                {words('materials.sortInOrder')}
              </Button>
            )}
          </div>
          <p className="quiet small">{words('materials.unsortedText')}</p>
          <ul className="thumbs">
            {unsorted.map((image) => (
              <MaterialThumb
                key={image.id}
                claimId={claimId}
                image={image}
                editable={editable}
                actions={actions}
                hints={hintsOf(image)}
                sharers={image.sharedWith.join(' ')}
              >
                {editable && (
                  <select
                    className="input"
                    aria-label={words('materials.moveOf', { name: image.name })}
                    value=""
                    onChange={({ currentTarget }) => onMoved(image.id, currentTarget.value)}
                  >
                    <option value="">{words('materials.moveTo')}</option>
                    {slots.map(({ kind, name, have, max }) => (
                      <option key={kind} value={kind} disabled={have >= max}>
                        {name}
                      </option>
                    ))}
                  </select>
                )}
              </MaterialThumb>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
