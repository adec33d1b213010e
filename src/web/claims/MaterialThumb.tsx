import { useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { showThumbnail } from '../../contract/claim-materials.ts'
import type { ImageHint } from '../../domain/claims/image-hints.ts'
import { downloadAddress } from '../shared/upload-file.ts'
import { Button } from '../ui/Button.tsx'
import { sizeInWords } from '../ui/FileDrop.tsx'
import { words } from '../words/words.ts'
import { FileButton } from './FileButton.tsx'
import { DRAGGED_MATERIAL } from './image-files.ts'
import type { MaterialImage } from './use-claim-materials.ts'
import { useDropTarget } from './use-drop-target.ts'

export type ThumbActions = {
  readonly open: (image: MaterialImage) => void
  readonly rotate: (image: MaterialImage) => void
  readonly replace: (image: MaterialImage, file: File) => void
  readonly remove: (image: MaterialImage) => void
  /** Moves it by so many places among the images of its slot. */
  readonly shift: (image: MaterialImage, by: number) => void
  /** Something was dropped on it: an image of the case comes before it. */
  readonly dropBefore: (image: MaterialImage, dragged: string) => void
}

export type MaterialThumbProps = {
  readonly claimId: string
  readonly image: MaterialImage
  readonly editable: boolean
  readonly actions: ThumbActions
  readonly hints: readonly ImageHint[]
  /** What the cases are called that show it as well. */
  readonly sharers: string
  readonly children?: ReactNode
}

/** An image of the case, small: opened, turned, replaced, removed and dragged; with Alt and arrows in order. */
export function MaterialThumb({
  claimId,
  image,
  editable,
  actions,
  hints,
  sharers,
  children,
}: MaterialThumbProps): ReactElement {
  const { id, name, size, sharedWith } = image
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, altKey } = event
    if (!editable) return
    if (key === 'Delete') actions.remove(image)
    else if (key.toLowerCase() === 'r') actions.rotate(image)
    else if (altKey && key === 'ArrowLeft') actions.shift(image, -1)
    else if (altKey && key === 'ArrowRight') actions.shift(image, 1)
    else return
    event.preventDefault()
  }
  const box = useRef<HTMLLIElement>(null)
  useDropTarget(box, editable, { onImage: (dragged) => dragged !== id && actions.dropBefore(image, dragged) })
  return (
    <li className="thumb" ref={box}>
      <button
        type="button"
        className="thumb-open"
        draggable={editable}
        onDragStart={({ dataTransfer }) => dataTransfer.setData(DRAGGED_MATERIAL, id)}
        data-image={id}
        aria-label={words('materials.view', { name })}
        {...(editable && { 'aria-keyshortcuts': 'Delete R Alt+ArrowLeft Alt+ArrowRight' })}
        onClick={() => actions.open(image)}
        onKeyDown={onKeyDown}
      >
        <img src={downloadAddress(showThumbnail, { id: claimId, materialId: id })} alt="" draggable={false} />
      </button>
      <span className="thumb-name small" title={name}>
        {name}
      </span>
      <span className="quiet small">{sizeInWords(size)}</span>
      {sharedWith.length > 0 && (
        <span className="quiet small" title={sharedWith.join(' ')}>
          {words('materials.shared', { names: sharers })}
        </span>
      )}
      {hints.map((hint) => (
        <span className="hint small" key={hint}>
          {words(`materials.hint.${hint}`)}
        </span>
      ))}
      {children}
      {editable && (
        <span className="thumb-tools">
          <Button
            kind="text"
            icon="rotate"
            aria-label={words('materials.rotateOf', { name })}
            onClick={() => actions.rotate(image)}
          >
            {null}
          </Button>
          <FileButton
            kind="text"
            aria-label={words('materials.replaceOf', { name })}
            onFile={(file) => actions.replace(image, file)}
          >
            {words('materials.replace')}
          </FileButton>
          <Button
            kind="text"
            danger
            icon="remove"
            aria-label={words('materials.removeOf', { name })}
            onClick={() => actions.remove(image)}
          >
            {null}
          </Button>
        </span>
      )}
    </li>
  )
}
