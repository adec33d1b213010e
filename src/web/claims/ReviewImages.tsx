import '../words/zh/claim-review.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { showThumbnail } from '../../contract/claim-materials.ts'
import { downloadAddress } from '../shared/upload-file.ts'
import { toast } from '../ui/Toast.tsx'
import { useKeys } from '../ui/use-keys.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { MaterialViewer } from './MaterialViewer.tsx'
import type { ClaimPoints } from './use-claim-points.ts'

export type ReviewImagesProps = {
  readonly claim: ClaimDetail
  readonly names: ReadonlyMap<string, string>
  readonly points: ClaimPoints
  readonly pickable: boolean
}

/** The images of a case: small ones by kind, and the one that is looked at beside the figures. */
export function ReviewImages({ claim, names, points, pickable }: ReviewImagesProps): ReactElement {
  const { image } = useSearch({ from: '/inside/claim-reviews/$id' })
  const navigate = useNavigate()
  const { materials } = claim
  const shown = materials.find(({ id }) => id === image) ?? materials[0]
  const show = (id: string) => void navigate({ to: '.', search: { image: id } as never, replace: true })
  const step = (by: number) => {
    const next = materials[materials.findIndex(({ id }) => id === shown?.id) + by]
    if (next !== undefined) show(next.id)
  }
  useKeys({ n: () => step(1), p: () => step(-1) })
  if (shown === undefined) {
    return (
      <section className="card card-body" aria-label={words('claimReview.images')}>
        <p className="quiet">{words('claimReview.noImages')}</p>
      </section>
    )
  }
  return (
    <section className="card card-body review-images" aria-label={words('claimReview.images')}>
      <ul className="review-thumbs">
        {materials.map(({ id }) => (
          <li key={id}>
            <button
              type="button"
              aria-label={names.get(id)}
              title={names.get(id)}
              aria-current={id === shown.id}
              onClick={() => show(id)}
            >
              <img src={downloadAddress(showThumbnail, { id: claim.id, materialId: id })} alt="" />
              <span>{names.get(id)}</span>
            </button>
          </li>
        ))}
      </ul>
      <MaterialViewer
        inline
        claim={{ id: claim.id, materials: materials.map((one) => ({ ...one, name: names.get(one.id) ?? one.name })) }}
        materialId={shown.id}
        onClose={() => undefined}
        onShow={show}
        areas={points.points.flatMap(({ materialId, area, text }) =>
          materialId === null || area === null ? [] : [{ materialId, area, text }],
        )}
        {...(pickable && {
          onPin: ({ materialId, area }) => {
            points.addImage(materialId, area)
            toast(words('claimReview.picked'))
          },
        })}
      />
    </section>
  )
}
