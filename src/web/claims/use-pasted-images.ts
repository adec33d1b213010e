import { useEffect, useRef } from 'react'
import { imagesAmong } from './image-files.ts'
import { UNSORTED } from './use-material-actions.ts'

/** Images pasted anywhere in the page come into the slot that has the focus, else to what is unsorted. */
export function usePastedImages(wanted: boolean, onFiles: (files: readonly File[], kind: string) => void): void {
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    if (!wanted) return
    const onPaste = (event: ClipboardEvent) => {
      const images = imagesAmong(event.clipboardData?.files ?? [])
      const { target } = event
      // A drop zone that has the focus takes what is pasted by itself.
      const own = target instanceof HTMLInputElement && target.type === 'file'
      if (images.length === 0 || own) return
      event.preventDefault()
      const slot = document.activeElement?.closest<HTMLElement>('[data-slot]')
      latest.current(images, slot?.dataset['slot'] ?? UNSORTED)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [wanted])
}
