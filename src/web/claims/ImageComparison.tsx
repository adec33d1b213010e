import '../words/zh/claim-review.ts'
import type { ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { useViewedImage } from './use-viewed-image.ts'

export type ImageComparisonProps = {
  readonly claimId: string
  readonly materialId: string
  readonly other: { readonly id: string; readonly number: string; readonly materialId: string | null }
  readonly onClose: () => void
}

function Side({ claimId, materialId, label }: { claimId: string; materialId: string; label: string }): ReactElement {
  const { address, problem, retry } = useViewedImage(claimId, materialId)
  return (
    <figure>
      <figcaption>{label}</figcaption>
      {address !== undefined && <img src={address} alt={label} />}
      {address === undefined &&
        (problem === undefined ? <Skeleton lines={6} /> : <ErrorState text={problem} onRetry={retry} />)}
    </figure>
  )
}

/** Two images that look the same side by side, as far as the reader may see the other case. */
export function ImageComparison({ claimId, materialId, other, onClose }: ImageComparisonProps): ReactElement {
  return (
    <Dialog
      title={words('claimReview.compareTitle', { number: other.number })}
      size="large"
      onClose={onClose}
      foot={
        <Button data-autofocus onClick={onClose}>
          {words('ui.close')}
        </Button>
      }
    >
      <div className="comparison">
        <Side claimId={claimId} materialId={materialId} label={words('claimReview.thisCase')} />
        {other.materialId !== null && <Side claimId={other.id} materialId={other.materialId} label={other.number} />}
      </div>
    </Dialog>
  )
}
