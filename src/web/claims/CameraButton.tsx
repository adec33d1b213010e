import type { ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import { FileButton } from './FileButton.tsx'
import { useCamera } from './use-camera.ts'

export type CameraButtonProps = {
  /** What is to be photographed. */
  readonly name: string
  /** Opens the camera in the page. */
  readonly onCamera: () => void
  /** A picture that the phone's own camera took. */
  readonly onFile: (file: File) => void
}

/** 拍照, where there is a camera: a phone opens its own, a computer one in the page. */
export function CameraButton({ name, onCamera, onFile }: CameraButtonProps): ReactElement | null {
  const camera = useCamera()
  const label = words('materials.cameraOf', { name })
  if (camera === 'none') return null
  return camera === 'phone' ? (
    <FileButton icon="camera" capture aria-label={label} onFile={onFile}>
      {words('materials.camera')}
    </FileButton>
  ) : (
    <Button icon="camera" aria-label={label} onClick={onCamera}>
      {words('materials.camera')}
    </Button>
  )
}
