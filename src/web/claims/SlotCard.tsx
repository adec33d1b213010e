import { useRef, type ReactElement, type ReactNode } from 'react'
import type { ImageHint } from '../../domain/claims/image-hints.ts'
import { classNames } from '../ui/class-names.ts'
import { FileDrop } from '../ui/FileDrop.tsx'
import { words } from '../words/words.ts'
import { CameraButton } from './CameraButton.tsx'
import { IMAGE_KINDS, MAX_CHOSEN_BYTES } from './image-files.ts'
import { MaterialThumb, type ThumbActions } from './MaterialThumb.tsx'
import type { MaterialImage, MaterialSlot } from './use-claim-materials.ts'
import { useDropTarget } from './use-drop-target.ts'

export type SlotCardProps = {
  readonly claimId: string
  readonly slot: MaterialSlot
  readonly editable: boolean
  /** Why it came back. */
  readonly asked: readonly string[]
  /** Images on their way into it. */
  readonly coming: number
  readonly actions: ThumbActions
  readonly hintsOf: (image: MaterialImage) => readonly ImageHint[]
  readonly sharersOf: (image: MaterialImage) => string
  readonly onFiles: (files: readonly File[]) => void
  readonly onMoved: (image: string) => void
  readonly onCamera: () => void
  readonly beside?: ReactNode
}

function countOf({ have, min, max }: MaterialSlot): string {
  if (max === 1) return words('materials.exactly', { have, max })
  return min > 0 ? words('materials.range', { have, min, max }) : words('materials.atMost', { have, max })
}

/** One material: what to photograph, the images that are there, and where more can be dropped, pasted, chosen or taken. */
export function SlotCard(props: SlotCardProps): ReactElement {
  const { claimId, slot, editable, asked, coming, actions, hintsOf, sharersOf, onFiles, onMoved, onCamera, beside } =
    props
  const { kind, name, sentence, required, missing, have, max, images } = slot
  const room = max - have - coming
  const card = useRef<HTMLElement>(null)
  const over = useDropTarget(card, editable, { onImage: onMoved, onFiles })
  return (
    <section
      ref={card}
      className={classNames('card', 'slot-card', over && 'over', missing > 0 && 'lacking')}
      id={`slot-${kind}`}
      data-slot={kind}
      tabIndex={-1}
      aria-labelledby={`slot-${kind}-name`}
    >
      <header className="row spread">
        <h3 id={`slot-${kind}-name`}>
          {required && (
            <span className="required" aria-hidden="true">
              *
            </span>
          )}
          {name}
        </h3>
        <span className={classNames('small', missing > 0 ? 'late' : 'quiet')}>
          {words(required ? 'materials.required' : 'materials.optional')} · {countOf(slot)}
        </span>
      </header>
      <p className="quiet small">{sentence}</p>
      {asked.map((text) => (
        <p className="field-error" key={text}>
          {words('materials.returned', { text })}
        </p>
      ))}
      {images.length > 0 && (
        <ul className="thumbs">
          {images.map((image) => (
            <MaterialThumb
              key={image.id}
              claimId={claimId}
              image={image}
              editable={editable}
              actions={actions}
              hints={hintsOf(image)}
              sharers={sharersOf(image)}
            />
          ))}
        </ul>
      )}
      {editable && room > 0 && (
        <div className="slot-add">
          <FileDrop
            label={words('materials.dropInto', { name })}
            hint={words('materials.dropHint')}
            kinds={IMAGE_KINDS}
            maxBytes={MAX_CHOSEN_BYTES}
            multiple={room > 1}
            onFiles={onFiles}
          />
          <CameraButton name={name} onCamera={onCamera} onFile={(file) => onFiles([file])} />
        </div>
      )}
      {editable && room <= 0 && max > 1 && <p className="quiet small">{words('materials.full', { max })}</p>}
      {beside}
    </section>
  )
}
