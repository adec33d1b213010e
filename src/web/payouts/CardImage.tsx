import { lazy, Suspense, useState, type ReactElement } from 'react'
import type * as z from 'zod/mini'
import { uploadCardImage } from '../../contract/payout-payees.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { Button } from '../ui/Button.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'

const MaterialViewer = lazy(() =>
  import('../claims/MaterialViewer.tsx').then((file) => ({ default: file.MaterialViewer })),
)

type Image = z.infer<typeof uploadCardImage.output>
type Props = {
  readonly id: string
  readonly images: readonly Image[]
  readonly error: string | undefined
  readonly onAdded: (image: Image) => void
}

/** The image of the card that is to be paid now; a new one takes the place of the one before. */
export function CardImage({ id, images, error, onAdded }: Props): ReactElement {
  const upload = useUpload(uploadCardImage, { onDone: onAdded })
  const [viewing, setViewing] = useState<string>()
  const [image] = images
  return (
    <aside className="card card-body stack" aria-labelledby="card-image">
      <h2 id="card-image">{words('payouts.cardImage')}</h2>
      {image !== undefined && (
        <p>
          <Button kind="text" icon="eye" onClick={() => setViewing(image.id)}>
            {words('payouts.cardImageThere', { name: image.name })}
          </Button>
        </p>
      )}
      {upload.sending === undefined ? (
        <FileDrop
          label={words('payouts.cardImageDrop')}
          hint={words('payouts.cardImageHint')}
          kinds={['.jpg', '.jpeg', '.png']}
          maxBytes={uploadCardImage.limit}
          onFiles={([file]) => {
            if (file !== undefined) void upload.send({ id }, file)
          }}
        />
      ) : (
        <Progress label={upload.sending.file.name} done={upload.sending.share} total={1} />
      )}
      {(upload.error !== undefined || error !== undefined) && (
        <span className="field-error" role="alert" id="payee-image" tabIndex={-1}>
          {upload.error === undefined ? error : sentenceOf(upload.error)}
        </span>
      )}
      {viewing !== undefined && (
        <Suspense fallback={null}>
          <MaterialViewer
            claim={{ id, materials: images }}
            materialId={viewing}
            onClose={() => setViewing(undefined)}
          />
        </Suspense>
      )}
    </aside>
  )
}
