import { useRef, useState, type PointerEvent, type ReactElement } from 'react'
import { words } from '../words/words.ts'
import { areaBetween, styleOfArea, type Area, type Spot } from './pinned-area.ts'

export type ImageStageProps = {
  readonly address: string
  readonly label: string
  readonly zoom: number
  /** Quarter turns clockwise. */
  readonly turns: number
  readonly areas: readonly { readonly area: Area; readonly text: string }[]
  /** Given while a rectangle is to be drawn instead of moving the image. */
  readonly onDrawn?: ((area: Area) => void) | undefined
  readonly onZoom: (by: number) => void
}

type Size = { readonly width: number; readonly height: number }

/** Frame and picture: turned sideways, the picture's width is the frame's height. */
function placed({ width, height }: Size, turns: number, zoom: number) {
  const sideways = turns % 2 === 1
  const [across, down] = sideways ? [height, width] : [width, height]
  return {
    // As large as the box lets it be at zoom 1, whichever side is the longer.
    frame: { aspectRatio: `${across} / ${down}`, width: `calc(min(100%, var(--stage) * ${across / down}) * ${zoom})` },
    sheet: {
      width: sideways ? `${(width / height) * 100}%` : '100%',
      aspectRatio: `${width} / ${height}`,
      transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
    },
  }
}

/** The picture itself: moved by dragging, zoomed by the wheel with Ctrl, rectangles over it. */
export function ImageStage(props: ImageStageProps): ReactElement {
  const { address, label, zoom, turns, areas, onDrawn, onZoom } = props
  const box = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>({ width: 3, height: 4 })
  const [drawing, setDrawing] = useState<{ from: Spot; to: Spot }>()
  const grip = useRef<{ x: number; y: number; left: number; top: number }>(undefined)
  const style = placed(size, turns, zoom)
  const spotOf = ({ clientX, clientY }: PointerEvent): Spot => {
    const { left = 0, top = 0, width = 1, height = 1 } = frame.current?.getBoundingClientRect() ?? {}
    return { x: (clientX - left) / width, y: (clientY - top) / height }
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    if (onDrawn) setDrawing({ from: spotOf(event), to: spotOf(event) })
    else if (box.current)
      grip.current = { x: event.clientX, y: event.clientY, left: box.current.scrollLeft, top: box.current.scrollTop }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drawing) setDrawing({ ...drawing, to: spotOf(event) })
    else if (grip.current)
      box.current?.scrollTo({
        left: grip.current.left + grip.current.x - event.clientX,
        top: grip.current.top + grip.current.y - event.clientY,
      })
  }
  const onPointerUp = () => {
    grip.current = undefined
    const drawn = drawing && areaBetween(drawing.from, drawing.to, turns)
    setDrawing(undefined)
    if (drawn) onDrawn?.(drawn)
  }
  const draft = drawing && areaBetween(drawing.from, drawing.to, turns)
  return (
    <div
      className="stage"
      ref={box}
      // Scrolled by keyboard where the picture is larger than its box.
      {...(zoom > 1 && { tabIndex: 0, role: 'region', 'aria-label': label })}
      data-drawing={onDrawn !== undefined}
      onWheel={({ ctrlKey, deltaY }) => ctrlKey && onZoom(deltaY < 0 ? 1 : -1)}
    >
      <div
        className="stage-frame"
        ref={frame}
        style={style.frame}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      >
        <div className="stage-sheet" style={style.sheet}>
          <img
            src={address}
            alt={label}
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
          />
          {areas.map(({ area, text }, at) => (
            <span className="pinned-area" key={`${at} ${text}`} style={styleOfArea(area)} title={text}>
              <span className="pinned-mark">{at + 1}</span>
              <span className="unseen">{`${words('materials.pinned', { at: at + 1 })} ${text}`}</span>
            </span>
          ))}
          {draft && <span className="pinned-area draft" style={styleOfArea(draft)} />}
        </div>
      </div>
    </div>
  )
}
