import '../words/zh/claim-materials.ts'
import { useRef, useState, type ReactElement, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { ImageStage } from './ImageStage.tsx'
import { WHOLE_IMAGE, type Area } from './pinned-area.ts'
import { useViewedImage } from './use-viewed-image.ts'
import { useViewerKeys } from './use-viewer-keys.ts'
import './materials.css'

export type PinnedArea = {
  readonly materialId: string
  readonly area: Area
  readonly text: string
}

type Viewed = Pick<ClaimDetail['materials'][number], 'id' | 'name'> &
  Partial<Pick<ClaimDetail['materials'][number], 'hints'>>

export type MaterialViewerProps = {
  readonly claim: { readonly id: string; readonly materials: readonly Viewed[] }
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
  /** More that can be done with the image that is shown. */
  readonly actions?: ReactNode
}

const ZOOMS = [1, 1.5, 2, 3, 4, 6]

/** One image of a case in full: zoomed, moved, turned; the previous and the next. */
export function MaterialViewer(props: MaterialViewerProps): ReactElement {
  const { claim, materialId, onClose, inline = false, areas = [], onPin, onShow, actions } = props
  const [chosen, setChosen] = useState<string>()
  const [step, setStep] = useState(0)
  const [turns, setTurns] = useState(0)
  const [pinning, setPinning] = useState(false)
  const [first, setFirst] = useState(materialId)
  if (first !== materialId) {
    setFirst(materialId)
    setChosen(undefined)
    setTurns(0)
  }
  const current = chosen ?? materialId
  const at = claim.materials.findIndex(({ id }) => id === current)
  const image = useViewedImage(claim.id, current)
  const { name = '', hints = [] } = claim.materials[at] ?? {}
  const show = (to: number) => {
    const next = claim.materials[to]
    if (next === undefined) return
    setChosen(next.id)
    setStep(0)
    setTurns(0)
    onShow?.(next.id)
  }
  const zoomBy = (by: number) => setStep((now) => Math.min(Math.max(now + by, 0), ZOOMS.length - 1))
  const pinned = (area: Area) => {
    setPinning(false)
    onPin?.({ materialId: current, area })
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => show(at - 1),
    ArrowRight: () => show(at + 1),
    '+': () => zoomBy(1),
    '=': () => zoomBy(1),
    '-': () => zoomBy(-1),
    '0': () => setStep(0),
    r: () => setTurns((now) => (now + 1) % 4),
  }
  const group = useRef<HTMLDivElement>(null)
  useViewerKeys(group, !inline, step > 0, keys)
  const isSmallest = step === 0 ? words('ui.smallest') : undefined
  const tools = (
    <div className="viewer-tools">
      <Button
        kind="text"
        icon="chevronLeft"
        reason={at <= 0 ? words('materials.firstImage') : undefined}
        onClick={() => show(at - 1)}
      >
        {words('materials.previous')}
      </Button>
      <span className="quiet" role="status">
        {words('materials.imageOf', { at: at + 1, count: claim.materials.length })}
      </span>
      <Button
        kind="text"
        reason={at >= claim.materials.length - 1 ? words('materials.lastImage') : undefined}
        onClick={() => show(at + 1)}
      >
        {words('materials.next')}
      </Button>
      <span className="viewer-gap" />
      <Button kind="text" reason={isSmallest} onClick={() => zoomBy(-1)}>
        {words('ui.zoomOut')}
      </Button>
      <span className="quiet viewer-zoom">{words('ui.percent', { percent: (ZOOMS[step] ?? 1) * 100 })}</span>
      <Button
        kind="text"
        reason={step === ZOOMS.length - 1 ? words('ui.largest') : undefined}
        onClick={() => zoomBy(1)}
      >
        {words('ui.zoomIn')}
      </Button>
      <Button kind="text" reason={isSmallest && words('materials.fits')} onClick={() => setStep(0)}>
        {words('materials.fit')}
      </Button>
      <Button kind="text" icon="rotate" onClick={() => setTurns((now) => (now + 1) % 4)}>
        {words('ui.rotate')}
      </Button>
      {onPin && (
        <>
          <Button kind="text" aria-pressed={pinning} onClick={() => setPinning(!pinning)}>
            {words(pinning ? 'materials.pinning' : 'materials.pin')}
          </Button>
          <Button kind="text" onClick={() => pinned(WHOLE_IMAGE)}>
            {words('materials.pinWhole')}
          </Button>
        </>
      )}
      {actions}
    </div>
  )
  const body = (
    <div
      className="viewer"
      ref={group}
      role="group"
      tabIndex={-1}
      data-autofocus
      aria-label={words('materials.viewer')}
    >
      {tools}
      {image.address !== undefined && (
        <ImageStage
          key={current}
          address={image.address}
          label={name}
          zoom={ZOOMS[step] ?? 1}
          turns={turns}
          areas={areas.filter((one) => one.materialId === current)}
          onDrawn={pinning ? pinned : undefined}
          onZoom={zoomBy}
        />
      )}
      {image.address === undefined && (
        <div className="stage">
          {image.problem === undefined ? (
            <Skeleton lines={6} />
          ) : (
            <ErrorState text={image.problem} onRetry={image.retry} />
          )}
        </div>
      )}
      {hints.map((hint) => (
        <p className="hint small" key={hint}>
          {words(`materials.hint.${hint}`)}
        </p>
      ))}
      <p className="quiet small viewer-keys">{words('materials.viewerKeys')}</p>
    </div>
  )
  if (inline) return body
  return (
    <Dialog title={name === '' ? words('materials.viewer') : name} size="large" onClose={onClose}>
      {body}
    </Dialog>
  )
}
