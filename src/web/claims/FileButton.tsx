import { useRef, type ReactElement } from 'react'
import { Button, type ButtonProps } from '../ui/Button.tsx'
import { IMAGE_KINDS } from './image-files.ts'

export type FileButtonProps = Omit<ButtonProps, 'onClick'> & {
  readonly onFile: (file: File) => void
  /** Opens the camera of a phone instead of its files. */
  readonly capture?: boolean
}

/** A button that asks for one image. */
export function FileButton({ onFile, capture = false, ...button }: FileButtonProps): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button {...button} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        accept={capture ? 'image/*' : IMAGE_KINDS.join(',')}
        {...(capture && { capture: 'environment' as const })}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) onFile(file)
          currentTarget.value = ''
        }}
      />
    </>
  )
}
