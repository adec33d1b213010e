import { useState, type ReactElement } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'
import { ErrorState } from './ErrorState.tsx'
import { Tabs } from './Tabs.tsx'
import './image-viewer.css'

export type ViewedImage = { readonly key: string; readonly label: string; readonly address: string }

const ZOOMS = [1, 1.5, 2, 3, 4]
type Size = { readonly width: number; readonly height: number }

/** Where the picture lies in its frame: turned sideways, its width is the frame's height. */
function placed({ width, height }: Size, turns: number, zoom: number) {
  const sideways = turns % 2 === 1
  return {
    frame: {
      width: `${zoom * 100}%`,
      aspectRatio: sideways ? `${height} / ${width}` : `${width} / ${height}`,
    },
    image: {
      width: sideways ? `${(width / height) * 100}%` : '100%',
      transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
    },
  }
}

/** Pictures to compare with what was entered: one at a time, enlarged, turned, moved by scrolling. */
export function ImageViewer({ label, images }: { label: string; images: readonly ViewedImage[] }): ReactElement {
  const [key, setKey] = useState<string>()
  const [step, setStep] = useState(0)
  const [turns, setTurns] = useState(0)
  const [size, setSize] = useState<Size>()
  const [failed, setFailed] = useState(false)
  const shown = images.find((image) => image.key === key) ?? images[0]
  const zoom = ZOOMS[step] ?? 1
  const { frame, image } = placed(size ?? { width: 4, height: 3 }, turns, zoom)
  const show = (next: string) => {
    setKey(next)
    setTurns(0)
    setStep(0)
    setFailed(false)
  }
  if (shown === undefined) return <EmptyState title={words('ui.noImages')} icon="form" />
  return (
    <section className="card image-viewer" aria-label={label}>
      <div className="bar">
        <Tabs
          label={label}
          current={shown.key}
          onChange={show}
          items={images.map((image) => ({ key: image.key, label: image.label }))}
        />
        <div className="image-tools">
          <Button kind="text" reason={step === 0 ? words('ui.smallest') : undefined} onClick={() => setStep(step - 1)}>
            {words('ui.zoomOut')}
          </Button>
          <span className="quiet" role="status">
            {words('ui.percent', { percent: zoom * 100 })}
          </span>
          <Button
            kind="text"
            reason={step === ZOOMS.length - 1 ? words('ui.largest') : undefined}
            onClick={() => setStep(step + 1)}
          >
            {words('ui.zoomIn')}
          </Button>
          <Button kind="text" onClick={() => setTurns((turns + 1) % 4)}>
            {words('ui.rotate')}
          </Button>
        </div>
      </div>
      <div className="image-box">
        {failed ? (
          <ErrorState text={words('ui.imageFailed')} onRetry={() => setFailed(false)} />
        ) : (
          <button
            type="button"
            className="image-frame"
            style={frame}
            title={words('ui.zoomIn')}
            onClick={() => setStep((step + 1) % ZOOMS.length)}
          >
            <img
              key={shown.key}
              src={shown.address}
              alt={shown.label}
              style={image}
              onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
              onError={() => setFailed(true)}
            />
          </button>
        )}
      </div>
    </section>
  )
}
