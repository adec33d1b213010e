import type { ReactElement } from 'react'
import type * as z from 'zod/mini'
import { uploadCardImage } from '../../contract/payout-payees.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { words } from '../words/words.ts'
import { PayeeImages } from './PayeeImages.tsx'

type Image = z.infer<typeof uploadCardImage.output>
type Props = {
  readonly id: string
  readonly images: readonly Image[]
  readonly error: string | undefined
  readonly onAdded: (image: Image) => void
}

/** The image of the card that is to be paid now; a new one takes the place of the one before. */
export function CardImage({ id, images, error, onAdded }: Props): ReactElement {
  const upload = useUpload(uploadCardImage, { replaces: true, onDone: onAdded })
  return (
    <aside className="card card-body stack" aria-labelledby="card-image">
      <h2 id="card-image">{words('payees.cardImage')}</h2>
      <PayeeImages
        claimId={id}
        images={images.slice(0, 1)}
        label={words('payees.cardImageDrop')}
        hint={words('payees.cardImageHint')}
        maxBytes={uploadCardImage.limit}
        sending={upload.sending}
        onFile={(file) => void upload.send({ id }, file)}
        failure={upload.error === undefined ? error : sentenceOf(upload.error)}
        failureId="payee-image"
      />
    </aside>
  )
}
