import '../words/zh/claim-review.ts'
import type { ReactElement, ReactNode } from 'react'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { placeOfPoint } from './place-of-point.ts'

type Point = ClaimDetail['reasons'][number]

export type ReturnPointsProps = {
  readonly claim: Pick<ClaimDetail, 'reasons' | 'materials'>
  /** The way to what a point is about: a link to the field, a button that opens the image. */
  readonly leadTo?: (point: Point, about: string) => ReactNode
  /** Names of the images by their id; their own file names where none are given. */
  readonly imageNames?: ReadonlyMap<string, string>
}

/** Why a case came back: every point with the field or image that it is about. */
export function ReturnPoints({ claim, leadTo, imageNames }: ReturnPointsProps): ReactElement | null {
  const { reasons, materials } = claim
  if (reasons.length === 0) return null
  const names = imageNames ?? new Map(materials.map(({ id, name }) => [id, name]))
  return (
    <section className="error-summary" aria-labelledby="return-points">
      <h2 id="return-points">{words('claimReview.returnedBecause', { count: reasons.length })}</h2>
      <ul>
        {reasons.map((point) => {
          const about = placeOfPoint(point, names)
          return (
            <li key={`${point.path} ${point.materialId} ${point.text}`}>
              <b>{leadTo?.(point, about) ?? about}</b> {point.text}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
