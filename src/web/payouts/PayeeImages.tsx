import { lazy, Suspense, useState, type ReactElement, type ReactNode } from 'react'
import type { Upload } from '../shared/use-upload.ts'
import type { FileRoute } from '../../contract/endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { FileDrop, type FileDropProps } from '../ui/FileDrop.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import type { Proof } from './payee-errors.ts'

const MaterialViewer = lazy(() =>
  import('../claims/MaterialViewer.tsx').then((file) => ({ default: file.MaterialViewer })),
)

type Image = Proof['images'][number]

export type PayeeImagesProps = Pick<FileDropProps, 'label' | 'hint' | 'maxBytes'> & {
  readonly claimId: string
  readonly images: readonly Image[]
  readonly sending: Upload<FileRoute>['sending']
  /** No more of them are taken. */
  readonly full?: boolean
  readonly onFile: (file: File) => void
  readonly failure: string | undefined
  /** Where the list of what is missing leads to. */
  readonly failureId?: string
  readonly renderActions?: (image: Image) => ReactNode
}

/** Images that go with a corrected payee: those that are there, each opened by its name, and where more are dropped. */
export function PayeeImages(props: PayeeImagesProps): ReactElement {
  const { claimId, images, sending, full = false, onFile, failure, failureId, renderActions } = props
  const { label, hint, maxBytes } = props
  const [viewing, setViewing] = useState<string>()
  return (
    <>
      {images.map((image) => (
        <p key={image.id} className="row">
          <Button kind="text" icon="eye" onClick={() => setViewing(image.id)}>
            {words('payees.cardImageThere', { name: image.name })}
          </Button>
          {renderActions?.(image)}
        </p>
      ))}
      <FileDrop
        label={label}
        hint={hint}
        kinds={['.jpg', '.jpeg', '.png']}
        maxBytes={maxBytes}
        disabled={full || sending !== undefined}
        onFiles={([file]) => file && onFile(file)}
      />
      {sending !== undefined && <Progress label={sending.file.name} done={sending.share} total={1} />}
      {failure !== undefined && (
        <span className="field-error" role="alert" id={failureId} tabIndex={-1}>
          {failure}
        </span>
      )}
      {viewing !== undefined && (
        <Suspense fallback={null}>
          <MaterialViewer
            claim={{ id: claimId, materials: images }}
            materialId={viewing}
            onClose={() => setViewing(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}
