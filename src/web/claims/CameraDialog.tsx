import '../words/zh/claim-materials.ts'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { words, type PlainKey } from '../words/words.ts'
import { FileButton } from './FileButton.tsx'
import { jpegOf } from './shrink-image.ts'
import type { MaterialSlot } from './use-claim-materials.ts'

export type CameraDialogProps = {
  readonly slots: readonly MaterialSlot[]
  /** The material to begin with. */
  readonly kind: string
  readonly onTaken: (kind: string, file: File) => void
  readonly onClose: () => void
}

type Camera = { readonly stream?: MediaStream; readonly problem?: PlainKey }

function problemOf(error: unknown): PlainKey {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'materials.cameraDenied'
  return name === 'NotReadableError' ? 'materials.cameraBusy' : 'materials.cameraMissing'
}

/** The camera facing away where there are two, as large as it goes; ends when the dialog closes. */
function useStream(): Camera {
  const [camera, setCamera] = useState<Camera>({})
  useEffect(() => {
    let left = false
    let opened: MediaStream | undefined
    const end = () => opened?.getTracks().forEach((track) => track.stop())
    const video = { facingMode: 'environment', width: { ideal: 2560 }, height: { ideal: 1920 } }
    const devices = navigator.mediaDevices as MediaDevices | undefined
    const open = async () => {
      try {
        if (!devices) throw new DOMException('no camera', 'NotFoundError')
        const stream = await devices.getUserMedia({ video, audio: false })
        opened = stream
        if (left) end()
        else setCamera({ stream })
      } catch (error) {
        if (!left) setCamera({ problem: problemOf(error) })
      }
    }
    void open()
    return () => {
      left = true
      end()
    }
  }, [])
  return camera
}

/** 证件拍照: names what to photograph, takes it, and goes on to the next material that lacks something. */
export function CameraDialog({ slots, kind, onTaken, onClose }: CameraDialogProps): ReactElement {
  const video = useRef<HTMLVideoElement>(null)
  const { stream, problem } = useStream()
  const [current, setCurrent] = useState(kind)
  const [taken, setTaken] = useState<Readonly<Record<string, number>>>({})
  const slot = slots.find((one) => one.kind === current)
  const countOf = (one: string) => taken[one] ?? 0
  const lacks = ({ kind: one, missing }: MaterialSlot) => missing > countOf(one)
  const total = Object.values(taken).reduce((sum, count) => sum + count, 0)
  useEffect(() => {
    if (video.current && stream) video.current.srcObject = stream
  }, [stream])
  const give = (file: File) => {
    onTaken(current, file)
    const count = countOf(current) + 1
    setTaken({ ...taken, [current]: count })
    if (slot && slot.missing > count) return
    const next = slots.find((one) => one.kind !== current && lacks(one))
    if (next) setCurrent(next.kind)
  }
  const shoot = async () => {
    const shown = video.current
    if (!shown || shown.videoWidth === 0) return
    const canvas = document.createElement('canvas')
    canvas.width = shown.videoWidth
    canvas.height = shown.videoHeight
    canvas.getContext('2d')?.drawImage(shown, 0, 0)
    const blob = await jpegOf(canvas, 0.9)
    if (!blob) return
    const name = words('materials.photoName', { slot: slot?.name ?? '', count: countOf(current) + 1 })
    give(new File([blob], name, { type: 'image/jpeg' }))
  }
  return (
    <Dialog
      title={words('materials.photos')}
      size="medium"
      onClose={onClose}
      foot={
        <>
          <span className="quiet grow" role="status">
            {words('materials.shot', { count: total })}
          </span>
          <Button onClick={onClose}>{words('materials.cameraEnd')}</Button>
          {problem === undefined ? (
            <Button
              kind="primary"
              icon="camera"
              pending={stream === undefined}
              data-autofocus
              onClick={() => void shoot()}
            >
              {words('materials.shoot')}
            </Button>
          ) : (
            <FileButton kind="primary" onFile={give}>
              {words('ui.chooseFile')}
            </FileButton>
          )}
        </>
      }
    >
      <div className="stack">
        <SelectField
          label={words('materials.shootFor')}
          value={current}
          empty={false}
          options={slots.map(({ kind: value, name }) => ({ value, label: name }))}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <p>{slot?.sentence}</p>
        {problem !== undefined ? (
          <Notice tone="warning" live>
            {words(problem)}
          </Notice>
        ) : (
          <video className="camera" ref={video} autoPlay playsInline muted aria-label={words('materials.shootFor')} />
        )}
      </div>
    </Dialog>
  )
}
