import type { ReactElement } from 'react'
import type { ClaimDetail } from './claim-detail.ts'

/** A rectangle in per 10,000 of the width and height of an image, as return points have it. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type PinnedArea = {
  readonly materialId: string
  readonly area: Area
  readonly text: string
}

export type MaterialViewerProps = {
  readonly claim: Pick<ClaimDetail, 'id' | 'materials'>
  /** The image shown first; previous and next walk through the materials of the case. */
  readonly materialId: string
  readonly onClose: () => void
  /** As a part of the page instead of a dialog over it: the images beside the figures. */
  readonly inline?: boolean
  /** Rectangles that are pinned, of any image of the case. */
  readonly areas?: readonly PinnedArea[]
  /** Lets a rectangle be drawn on the image that is shown. */
  readonly onPin?: (pin: { readonly materialId: string; readonly area: Area }) => void
  /** Told when another image is shown. */
  readonly onShow?: (materialId: string) => void
}

/** One image of a case in full: zoomed, moved, turned; the previous and the next. */
export function MaterialViewer({ materialId }: MaterialViewerProps): ReactElement {
  return <section data-material={materialId} />
}
